package io.antiphon.server.wiring;

import io.antiphon.audio.SileroVad;
import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.Choices;
import io.antiphon.control.agents.Fallbacks;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Embedder;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.providers.local.ear.Sphinx4;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that agents may hear, think and speak with. */
record Cast(
        Ears ears, Minds minds, Leads leads, Voices voices, Sphinx4 embedded, SileroVad detector, Embedder embedder) {
    private static final Logger log = LoggerFactory.getLogger(Cast.class);

    /** What an agent hears, thinks and speaks with; where what it names is not there, what the others have. */
    Casting of(AgentProfile agent) {
        Choices choices = agent.choices();
        Fallbacks fallbacks = agent.refinements().fallbacks();
        String mind = known(agent, "llm_model", choices.llmModel(), knowsMind(choices.llmModel()));
        return new Casting(
                leads.of(mind),
                ears.of(
                        known(agent, "ear", choices.ear(), choices.ear() == null || ears.knows(choices.ear())),
                        fallbacks.ears()),
                minds.of(mind == null || Leads.isOne(mind) ? null : mind, fallbacks.llmModels()),
                voices.of(
                        known(
                                agent,
                                "voice_id",
                                choices.voiceId(),
                                choices.voiceId() == null || voices.knows(choices.voiceId())),
                        agent.language(),
                        fallbacks.voiceIds()));
    }

    /** Whether there is such a model, be it one that leads the call or one that is asked. */
    boolean knowsMind(@Nullable String choice) {
        return choice == null || (Leads.isOne(choice) ? leads.knows(choice) : minds.knows(choice));
    }

    private static @Nullable String known(AgentProfile agent, String field, @Nullable String choice, boolean there) {
        if (!there) {
            log.warn("agent {}: no provider serves its {}; it gets the server's own", agent.name(), field);
        }
        return there ? choice : null;
    }

    /** Makes ready to hear an agent's callers, where that takes time. */
    void warm(AgentProfile agent, EarSettings.Domain domain) throws ProviderFailure, InterruptedException {
        if (ears.embeddedHears(agent.language())) {
            embedded.warm(domain);
        }
    }
}
