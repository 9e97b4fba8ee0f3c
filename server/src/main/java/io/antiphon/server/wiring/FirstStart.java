package io.antiphon.server.wiring;

import io.antiphon.apps.concierge.ConciergeSample;
import io.antiphon.apps.helpline.HelplineSample;
import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentDocuments;
import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.agents.Persona;
import io.antiphon.control.agents.StoredHeaders;
import io.antiphon.control.calls.Journals;
import io.antiphon.control.calls.Orphans;
import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.vault.SealedStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is done before the first call: an organisation, sample agents, and order after an earlier run. */
record FirstStart(UUID organisation, Agents agents, AgentDocuments documents) {
    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SETTLE = Duration.ofSeconds(10);

    /** An earlier version kept headers of tools as they were given. */
    void sealWhatAnEarlierVersionKeptOpen(Organisations organisations, StoredHeaders headers, StartSteps steps) {
        int sealed = organisations.all().stream().mapToInt(headers::seal).sum();
        if (sealed > 0) {
            steps.at("Encrypted the headers of tools in " + sealed + (sealed == 1 ? " place" : " places") + " (once)");
        }
    }

    /** Where the master key was changed, and the former one is given. */
    void renewWhatIsUnderTheFormerKey(Organisations organisations, List<SealedStore> stores, StartSteps steps) {
        int renewed = organisations.all().stream()
                .mapToInt(org ->
                        stores.stream().mapToInt(store -> store.renew(org)).sum())
                .sum();
        if (renewed > 0) {
            steps.at("Encrypted secrets in " + renewed + (renewed == 1 ? " place" : " places")
                    + " anew, under MASTER_KEY or DATA_DIR/master.key: take MASTER_KEY_FORMER out now");
        }
    }

    /** Calls are taken nevertheless: what is embedded, or the environment's, answers them. */
    void tellWhatIsLockedOut(long keys) {
        if (keys > 0) {
            log.error(
                    "{} of the vendors' keys set in the console cannot be read: MASTER_KEY, or DATA_DIR/master.key, is"
                            + " not what they were encrypted with. Give the key that was as MASTER_KEY_FORMER and start"
                            + " again, or have these keys set again. Until then they are kept and not used",
                    keys);
        }
    }

    /** Delivers the journals of an earlier run and marks the calls that it left open as ended. */
    void endWhatAnEarlierRunLeft(Journals journals, Orphans orphans, StartSteps steps) throws InterruptedException {
        if (!journals.settle(SETTLE)) {
            log.warn("journals of an earlier run could not be delivered yet; they will be");
        }
        int ended = orphans.end();
        if (ended > 0) {
            steps.at("Ended " + ended + (ended == 1 ? " call" : " calls") + " that an earlier run had left open");
        }
    }

    /** The sample agents that are not there yet; the helpline's comes first, and answers where no agent is named. */
    void addSamples(StartSteps steps) {
        add(HelplineSample.agentJson(), HelplineSample.likelyQuestions(), steps)
                .ifPresent(agent -> HelplineSample.pages()
                        .forEach(page -> documents.put(
                                organisation,
                                agent.id(),
                                page.name(),
                                "text/markdown",
                                page.markdown().getBytes(StandardCharsets.UTF_8))));
        add(ConciergeSample.agentJson(), ConciergeSample.likelyLines(), steps);
    }

    private Optional<Agent> add(String json, List<String> likely, StartSteps steps) {
        JsonNode sample = JSON.readTree(json);
        String name = sample.path("name").asString();
        if (agents.find(organisation, name).isPresent()) {
            return Optional.empty();
        }
        steps.at("Adding the sample agent " + name + " (once) ...");
        return Optional.of(agents.insertIfAbsent(organisation, profile(name, sample, likely)));
    }

    private static AgentProfile profile(String name, JsonNode sample, List<String> likely) {
        Map<String, String> variables = new TreeMap<>();
        sample.path("variables").forEachEntry((variable, value) -> variables.put(variable, value.asString()));
        return AgentProfile.of(
                        name,
                        sample.path("displayName").asString(),
                        sample.path("language").asString(),
                        new Persona(
                                sample.path("instructions").asString(),
                                sample.path("greeting").asString(),
                                likely,
                                variables))
                .describedAs(sample.path("description").asString(""));
    }
}
