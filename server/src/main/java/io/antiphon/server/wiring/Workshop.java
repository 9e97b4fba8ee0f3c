package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentDocument;
import io.antiphon.control.agents.AgentDocuments;
import io.antiphon.control.agents.AgentProfile;
import io.antiphon.conversation.CallSettings;
import io.antiphon.conversation.Phrases;
import io.antiphon.conversation.Plugs;
import io.antiphon.knowledge.Document;
import io.antiphon.knowledge.DocumentReader;
import io.antiphon.knowledge.KnowledgeBase;
import io.antiphon.knowledge.Reading;
import io.antiphon.knowledge.Section;
import io.antiphon.knowledge.SourceFile;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Knowledge;
import io.antiphon.ports.mind.ToolDescription;
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
    private final Staff staff;
    private final Map<UUID, Equipment> equipped = new ConcurrentHashMap<>();

    Workshop(Path folder, AgentDocuments documents, Staff staff) {
        this.folder = folder;
        this.documents = documents;
        this.staff = staff;
    }

    /**
     * What an agent needs to take calls; made when it is first asked for and after each change of the agent, or of the
     * keys of its organisation.
     */
    Equipment equip(Agent agent) {
        Cast cast = staff.of(agent.org()).cast();
        return equipped.compute(agent.id(), (id, known) -> {
            if (known != null && known.agent().updatedAt().equals(agent.updatedAt())) {
                return known.cast().equals(cast) ? known : equipped(agent, known.knowledge(), known.domain(), cast);
            }
            if (known != null) {
                known.close();
            }
            return make(agent, cast);
        });
    }

    /** Makes the ear ready for an agent, so that its first caller need not wait. */
    void warm(Agent agent) throws ProviderFailure, InterruptedException {
        Equipment equipment = equip(agent);
        equipment.cast().warm(agent.profile(), equipment.domain());
    }

    private Equipment make(Agent agent, Cast cast) {
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
        return equipped(agent, knowledge, domain(agent, read), cast);
    }

    private static Equipment equipped(Agent agent, Knowledge knowledge, EarSettings.Domain domain, Cast cast) {
        Casting casting = cast.of(agent.profile());
        return new Equipment(agent, settings(agent, knowledge, casting), knowledge, domain, casting, cast);
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
                        casting.minds().getFirst().description().name()));
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
            Cast cast) {

        /** The plugs of one call on a line of this rate. */
        Plugs plugs(int rate) {
            AgentProfile profile = agent.profile();
            return new Plugs(
                    casting.ear(),
                    new EarSettings(profile.language(), rate, domain),
                    casting.minds(),
                    casting.voices(),
                    new VoiceSettings(profile.language(), null, 1, rate),
                    knowledge,
                    List.of(),
                    new SileroDetector(cast.detector(), rate));
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
