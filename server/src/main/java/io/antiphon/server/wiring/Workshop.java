package io.antiphon.server.wiring;

import io.antiphon.audio.SileroVad;
import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentDocument;
import io.antiphon.control.agents.AgentDocuments;
import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.Habits;
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
import io.antiphon.ports.mind.Tool;
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

    private final Path folder;
    private final AgentDocuments documents;
    private final Cast cast;
    private final Toolbox tools;
    private final Map<UUID, Equipment> equipped = new ConcurrentHashMap<>();

    Workshop(Path folder, AgentDocuments documents, Cast cast, Toolbox tools) {
        this.folder = folder;
        this.documents = documents;
        this.cast = cast;
        this.tools = tools;
    }

    /**
     * What an agent needs to take calls; made when it is first asked for and after each change of the agent. Whoever asks
     * closes it when they are done; what running calls use stays open meanwhile.
     */
    Equipment equip(Agent agent) {
        return equipped.compute(agent.id(), (id, known) -> {
            if (known != null && known.agent().updatedAt().equals(agent.updatedAt())) {
                return known.held();
            }
            Equipment made = make(agent);
            if (known != null) {
                known.close();
            }
            return made.held();
        });
    }

    /**
     * The same for one call.
     *
     * @param variables what was sent along with it; one named language chooses among those that the agent has voices for
     */
    Equipment equip(Agent agent, Map<String, String> variables) {
        return equip(agent).led(variables, cast);
    }

    /** Makes the ear ready for an agent, so that its first caller need not wait. */
    void warm(Agent agent) throws ProviderFailure, InterruptedException {
        try (Equipment equipment = equip(agent)) {
            cast.warm(agent.profile(), equipment.domain());
        }
    }

    private Equipment make(Agent agent) {
        List<Document> read = read(agent);
        Knowledge knowledge = Knowledge.NONE;
        if (agent.profile().knowledge() && !read.isEmpty()) {
            try {
                knowledge = new SharedKnowledge(KnowledgeBase.open(
                        folder.resolve("knowledge").resolve(agent.id().toString()), read, cast.embedder()));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        AgentProfile profile = agent.profile().in(null);
        Casting casting = cast.of(profile);
        return new Equipment(
                agent,
                profile,
                settings(profile, knowledge, casting, Map.of()),
                knowledge,
                domain(agent, read),
                casting,
                profile.refinements().tools().stream().map(tools::make).toList(),
                cast.detector());
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

    private static CallSettings settings(
            AgentProfile profile, Knowledge knowledge, Casting casting, Map<String, String> variables) {
        Habits habits = profile.refinements().habits();
        return new CallSettings(
                new CallSettings.Persona(
                        profile.displayName(),
                        profile.language(),
                        profile.persona().filledPrompt(variables),
                        profile.persona().filledGreeting(variables)),
                new CallSettings.Manners(
                        profile.manner().responsiveness(),
                        profile.manner().interruptionSensitivity(),
                        habits.endpointingMs()),
                new CallSettings.Habits(
                        habits.guesses(),
                        habits.adaptsToPace(),
                        habits.greetingUninterruptible(),
                        habits.backchannel(),
                        habits.backchannelIntervalMs(),
                        habits.backchannelWords()),
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
                        knowledge instanceof SharedKnowledge,
                        Toolbox.descriptions(profile),
                        casting.minds().getFirst().description().name()));
    }

    private static EarSettings.Domain domain(Agent agent, List<Document> documents) {
        List<String> texts = new ArrayList<>();
        texts.add(agent.profile().persona().filledGreeting(Map.of()));
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
            AgentProfile profile,
            CallSettings settings,
            Knowledge knowledge,
            EarSettings.Domain domain,
            Casting casting,
            List<Tool> tools,
            SileroVad detector)
            implements AutoCloseable {

        /** The plugs of one call on a line of this rate. */
        Plugs plugs(int rate) {
            return new Plugs(
                    casting.ear(),
                    new EarSettings(profile.language(), rate, domain),
                    casting.minds(),
                    casting.voices(),
                    new VoiceSettings(
                            profile.language(),
                            null,
                            profile.refinements().speech().voiceSpeed(),
                            rate),
                    knowledge,
                    tools,
                    new SileroDetector(detector, rate));
        }

        /** The same for one call with what was sent along. */
        Equipment led(Map<String, String> variables, Cast cast) {
            AgentProfile led = agent.profile().in(variables.get("language"));
            Casting own = led.equals(profile) ? casting : cast.of(led);
            return new Equipment(
                    agent,
                    led,
                    Workshop.settings(led, knowledge, own, variables),
                    knowledge,
                    domain,
                    own,
                    tools,
                    detector);
        }

        /** The same for one more, who closes it too. */
        Equipment held() {
            if (knowledge instanceof SharedKnowledge shared) {
                shared.hold();
            }
            return this;
        }

        @Override
        public void close() {
            if (knowledge instanceof SharedKnowledge shared) {
                shared.letGo();
            }
        }
    }
}
