package io.antiphon.server.wiring;

import io.antiphon.apps.helpline.HelplineSample;
import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentDocuments;
import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.agents.Choices;
import io.antiphon.control.agents.Manner;
import io.antiphon.control.agents.Persona;
import io.antiphon.control.calls.Journals;
import io.antiphon.control.calls.Orphans;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is done before the first call: an organisation, a sample agent, and order after an earlier run. */
record FirstStart(UUID organisation, Agents agents, AgentDocuments documents) {
    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);
    private static final Duration SETTLE = Duration.ofSeconds(10);

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

    /** The helpline's sample, where it is not there yet. */
    void addSample(StartSteps steps) {
        JsonNode sample = JsonMapper.builder().build().readTree(HelplineSample.agentJson());
        String name = sample.path("name").asString();
        if (agents.find(organisation, name).isPresent()) {
            return;
        }
        steps.at("Adding the sample agent " + name + " (once) ...");
        Agent agent = agents.insertIfAbsent(organisation, profile(name, sample));
        for (HelplineSample.Page page : HelplineSample.pages()) {
            documents.put(
                    organisation,
                    agent.id(),
                    page.name(),
                    "text/markdown",
                    page.markdown().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static AgentProfile profile(String name, JsonNode sample) {
        return new AgentProfile(
                name,
                sample.path("displayName").asString(),
                sample.path("description").asString(""),
                sample.path("language").asString(),
                new Persona(
                        sample.path("instructions").asString(),
                        sample.path("greeting").asString(),
                        HelplineSample.likelyQuestions()),
                Choices.DEFAULT,
                Manner.USUAL,
                List.of("end_call"),
                true,
                true,
                null,
                true,
                "{}");
    }
}
