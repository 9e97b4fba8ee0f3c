package io.antiphon.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.SileroVad;
import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.Choices;
import io.antiphon.control.agents.Persona;
import io.antiphon.providers.local.ear.Sphinx4;
import io.antiphon.providers.local.embedding.MiniLm;
import io.antiphon.providers.local.mind.Lector;
import io.antiphon.providers.resilience.CircuitBreaker;
import io.antiphon.providers.resilience.ResilientProviders;
import io.antiphon.server.configuration.Configurations;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who leads the calls of an agent. */
class CastTest {
    private static List<String> thinkers(Map<String, String> settings, @Nullable String model) {
        var configuration = Configurations.standard(settings);
        var guards = new ResilientProviders(CircuitBreaker.Limits.ORDINARY, InstantSource.system());
        var agent = AgentProfile.of("clinic", "Clinic", "en", new Persona("You are kind.", "", List.of()))
                .with(new Choices(null, model, null));
        try (var embedded = new Sphinx4(1);
                var ears = new Ears(configuration, embedded, guards);
                var minds = new Minds(configuration, new Lector(), guards);
                var leads = new Leads(configuration, guards);
                var voices = new Voices(configuration, "", guards)) {
            return new Cast(ears, minds, leads, voices, embedded, new SileroVad(), new MiniLm())
                    .of(agent)
                    .thinkers();
        }
    }

    @Test
    void isGeminiLiveForAnAgentThatNamesNobodyWhereThatIsAskedFor() {
        var settings = Map.of("VOICE_PREFERRED_PROVIDER", "gemini", "GEMINI_API_KEY", "key");
        assertThat(thinkers(settings, null)).containsExactly("gemini-live", "gemini", "lector");
        assertThat(thinkers(settings, "lector")).as("it names one").startsWith("lector");
        assertThat(thinkers(Map.of("GEMINI_API_KEY", "key"), null)).containsExactly("gemini", "lector");
        assertThat(thinkers(Map.of("VOICE_PREFERRED_PROVIDER", "gemini"), null)).containsExactly("lector");
    }
}
