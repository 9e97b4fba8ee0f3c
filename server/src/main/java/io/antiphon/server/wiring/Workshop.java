package io.antiphon.server.wiring;

import io.antiphon.audio.SileroVad;
import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentDocument;
import io.antiphon.control.agents.AgentDocuments;
import io.antiphon.control.agents.AgentProfile;
import io.antiphon.conversation.CallSettings;
import io.antiphon.conversation.Lead;
import io.antiphon.conversation.Phrases;
import io.antiphon.conversation.Plugs;
import io.antiphon.knowledge.Document;
import io.antiphon.knowledge.DocumentReader;
import io.antiphon.knowledge.KnowledgeBase;
import io.antiphon.knowledge.Reading;
import io.antiphon.knowledge.Section;
import io.antiphon.knowledge.SourceFile;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Knowledge;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.mind.ToolDescription;
import io.antiphon.ports.speech.DialogueSettings;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.VoiceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Equips agents: reads their documents, opens their knowledge and tells the ear what will be spoken about, once each. */
final class Workshop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Workshop.class);
    private static final ToolDescription END_CALL = new ToolDescription(
            "end_call",
            "Ends the call after your words of goodbye have been heard.",
            "{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\"}}}");

    private final Path folder;
    private final AgentDocuments documents;
    private final Cast cast;
    private final Map<UUID, Equipment> equipped = new ConcurrentHashMap<>();

    Workshop(Path folder, AgentDocuments documents, Cast cast) {
        this.folder = folder;
        this.documents = documents;
        this.cast = cast;
    }

    /** What an agent needs to take calls; made when it is first asked for and after each change of the agent. */
    Equipment equip(Agent agent) {
        return equipped.compute(agent.id(), (id, known) -> {
            if (known != null && known.agent().updatedAt().equals(agent.updatedAt())) {
                return known;
            }
            if (known != null) {
                known.close();
            }
            return make(agent);
        });
    }

    /** Makes the ear ready for an agent, so that its first caller need not wait. */
    void warm(Agent agent) throws ProviderFailure, InterruptedException {
        cast.warm(agent.profile(), equip(agent).domain());
    }

    private Equipment make(Agent agent) {
        List<Document> read = read(agent);
        Knowledge knowledge = Knowledge.NONE;
        if (agent.profile().knowledge() && !read.isEmpty()) {
            try {
                knowledge = KnowledgeBase.open(
                        folder.resolve("knowledge").resolve(agent.id().toString()), read, cast.embedder());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        Casting casting = cast.of(agent.profile());
        return new Equipment(
                agent, settings(agent, knowledge, casting), knowledge, domain(agent, read), casting, cast.detector());
    }

    private List<Document> read(Agent agent) {
        List<SourceFile> files = new ArrayList<>();
        for (AgentDocument document : documents.list(agent.org(), agent.id())) {
            documents
                    .content(agent.org(), document.id())
                    .ifPresent(bytes -> files.add(new SourceFile(document.name(), language(agent), bytes)));
        }
        Reading reading = new DocumentReader().readAll(files);
        reading.refused().forEach(refused -> log.warn("agent {}: {}", agent.name(), refused.getMessage()));
        return reading.documents();
    }

    private static String language(Agent agent) {
        return agent.profile().language();
    }

    private static CallSettings settings(Agent agent, Knowledge knowledge, Casting casting) {
        AgentProfile profile = agent.profile();
        return new CallSettings(
                new CallSettings.Persona(
                        profile.displayName(),
                        profile.language(),
                        profile.persona().filledPrompt(),
                        profile.persona().filledGreeting()),
                new CallSettings.Manners(
                        profile.manner().responsiveness(), profile.manner().interruptionSensitivity()),
                CallSettings.Habits.STANDARD,
                new CallSettings.Limits(
                        profile.manner().beginMessageDelayMs(),
                        profile.manner().reminderTriggerMs(),
                        profile.manner().reminderMaxCount(),
                        profile.manner().endCallAfterSilenceMs(),
                        profile.manner().maxCallDurationMs()),
                Phrases.of(profile.language()),
                new CallSettings.Resources(
                        casting.minds().size(),
                        casting.voices().size(),
                        knowledge instanceof KnowledgeBase,
                        List.of(END_CALL),
                        casting.lead() == null
                                ? casting.minds().getFirst().description().name()
                                : casting.lead().description().name(),
                        casting.lead() != null));
    }

    private static EarSettings.Domain domain(Agent agent, List<Document> documents) {
        List<String> texts = new ArrayList<>();
        texts.add(agent.profile().persona().filledGreeting());
        for (Document document : documents) {
            texts.add(document.title() + ".");
            for (Section section : document.sections()) {
                texts.add(section.heading());
                texts.addAll(section.paragraphs());
            }
        }
        return new EarSettings.Domain(agent.name(), agent.profile().persona().likelyQuestions(), texts);
    }

    @Override
    public void close() {
        equipped.values().forEach(Equipment::close);
    }

    /** An agent's settings, and the ports its calls are plugged into. */
    record Equipment(
            Agent agent,
            CallSettings settings,
            Knowledge knowledge,
            EarSettings.Domain domain,
            Casting casting,
            SileroVad detector) {

        /** The plugs of one call on a line of this rate. */
        Plugs plugs(int rate) {
            AgentProfile profile = agent.profile();
            return new Plugs(
                    lead(rate),
                    casting.ear(),
                    new EarSettings(profile.language(), rate, domain),
                    casting.minds(),
                    casting.voices(),
                    new VoiceSettings(profile.language(), null, 1, rate),
                    knowledge,
                    List.of(),
                    new SileroDetector(detector, rate));
        }

        private @Nullable Lead lead(int rate) {
            if (casting.lead() == null) {
                return null;
            }
            CallSettings.Persona persona = settings.persona();
            return new Lead(
                    casting.lead(),
                    new DialogueSettings(
                            new Prompt(
                                    persona.instructions(),
                                    List.of(),
                                    settings.resources().tools(),
                                    Findings.none(),
                                    persona.language(),
                                    persona.name()),
                            null,
                            rate));
        }

        void close() {
            if (knowledge instanceof KnowledgeBase base) {
                try {
                    base.close();
                } catch (IOException failure) {
                    log.warn("the index of agent {} did not close", agent.name());
                }
            }
        }
    }
}
