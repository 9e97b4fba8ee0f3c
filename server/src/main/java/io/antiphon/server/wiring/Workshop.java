package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentDocument;
import io.antiphon.control.agents.AgentDocuments;
import io.antiphon.control.agents.AgentTool;
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
    private final Staff staff;
    private final Toolbox tools;
    private final CallTools own;
    private final Map<UUID, Equipment> equipped = new ConcurrentHashMap<>();

    /** @param own what one call can do and no other */
    Workshop(Path folder, AgentDocuments documents, Staff staff, Toolbox tools, CallTools own) {
        this.folder = folder;
        this.documents = documents;
        this.staff = staff;
        this.tools = tools;
        this.own = own;
    }

    /**
     * What an agent needs to take calls; made when it is first asked for and after each change of the agent, or of the
     * keys and functions of its organisation. Whoever asks closes it when they are done; what running calls use stays open meanwhile.
     */
    Equipment equip(Agent agent) {
        Cast cast = staff.of(agent.org()).cast();
        List<AgentTool> wanted = tools.wanted(agent);
        return equipped.compute(agent.id(), (id, known) -> {
            if (known != null && known.agent().updatedAt().equals(agent.updatedAt())) {
                return (known.isMadeOf(cast, wanted) ? known : known.with(cast, wanted, tools.make(agent, wanted)))
                        .held();
            }
            Equipment made = make(agent, cast, wanted);
            if (known != null) {
                known.close();
            }
            return made.held();
        });
    }

    /** The same for one call. A variable named language chooses among those that the agent has voices for. */
    Equipment equip(Guest guest) {
        List<Tool> more = own.of(guest);
        return equip(guest.agent()).led(guest.variables(), more);
    }

    /** Makes the ear ready for an agent, so that its first caller need not wait. */
    void warm(Agent agent) throws ProviderFailure, InterruptedException {
        try (Equipment equipment = equip(agent)) {
            equipment.cast().warm(agent.profile(), equipment.domain());
        }
    }

    private Equipment make(Agent agent, Cast cast, List<AgentTool> wanted) {
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
        return Equipment.of(
                agent,
                agent.profile().in(null),
                knowledge,
                domain(agent, read),
                wanted,
                tools.make(agent, wanted),
                cast);
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
}
