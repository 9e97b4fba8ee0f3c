package io.antiphon.server.wiring;

import io.antiphon.audio.SileroVad;
import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.Choices;
import io.antiphon.control.agents.Fallbacks;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Embedder;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.providers.local.ear.Sphinx4;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that agents may hear, think and speak with. */
record Cast(
        Ears ears, Minds minds, Leads leads, Voices voices, Sphinx4 embedded, SileroVad detector, Embedder embedder) {
    private static final Logger log = LoggerFactory.getLogger(Cast.class);

    /** What an agent hears, thinks and speaks with; where what it names is not there, its fallbacks or what others have. */
    Casting of(AgentProfile agent) {
        Choices choices = agent.choices();
        Fallbacks fallbacks = agent.refinements().fallbacks();
        List<String> models = fallbacks.llmModels();
        String named = known(agent, "llm_model", choices.llmModel(), models, this::knowsMind);
        String mind = named == null ? leads.standard() : named;
        String ear = known(agent, "ear", choices.ear(), fallbacks.ears(), ears::knows);
        return new Casting(
                leads.of(mind),
                ears.of(ear, fallbacks.ears()),
                mind != null && Leads.isOne(mind) ? minds.behindALead(models) : minds.of(mind, models),
                voices(agent, agent.language()));
    }

    /** The voices with which an agent says something in a language that need not be its own. */
    List<TextToSpeech> voices(AgentProfile agent, String language) {
        List<String> fallbacks = agent.refinements().fallbacks().voiceIds();
        String voice = known(agent, "voice_id", agent.choices().voiceId(), fallbacks, voices::knows);
        return voices.of(voice, language, fallbacks);
    }

    /** Whether there is such a model, be it one that leads the call or one that is asked. */
    boolean knowsMind(@Nullable String choice) {
        return choice == null || (Leads.isOne(choice) ? leads.knows(choice) : minds.knows(choice));
    }

    /** The choice or, where that is not there, the first of {@code fallbacks} that is; null for the server's own. */
    private static @Nullable String known(
            AgentProfile agent,
            String field,
            @Nullable String choice,
            List<String> fallbacks,
            Predicate<String> isThere) {
        if (choice == null || isThere.test(choice)) {
            return choice;
        }
        String instead = fallbacks.stream().filter(isThere).findFirst().orElse(null);
        log.warn(
                "agent {}: no provider serves its {}; it gets {}",
                agent.name(),
                field,
                instead == null ? "the server's own" : "a fallback");
        return instead;
    }

    /** Makes ready to hear an agent's callers, where that takes time. */
    void warm(AgentProfile agent, EarSettings.Domain domain) throws ProviderFailure, InterruptedException {
        if (ears.embeddedHears(agent.language())) {
            embedded.warm(domain);
        }
    }
}
