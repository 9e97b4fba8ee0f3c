package io.antiphon.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.outbound.Dialling;
import io.antiphon.ports.line.Carrier;
import io.antiphon.providers.resilience.CircuitBreaker;
import io.antiphon.providers.resilience.ResilientProviders;
import io.antiphon.providers.retell.RetellCarrier;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.server.configuration.Configurations;
import io.antiphon.server.configuration.VoiceProvider;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceChoiceTest {
    private static final Map<String, String> RETELL = Map.of(
            "VOICE_PREFERRED_PROVIDER", "retell",
            "RETELL_API_KEY", "key_verysecret",
            "RETELL_AGENT_ID", "agent_1",
            "VOBIZ_DID_NUMBER", "+919876543210");

    private static VoiceChoice choice(Map<String, String> settings) {
        return VoiceChoice.of(Configurations.standard(settings));
    }

    @Test
    void leadsCallsItselfWhateverIsSetUpUnlessAsked() {
        var settings = new HashMap<>(RETELL);
        settings.remove("VOICE_PREFERRED_PROVIDER");
        settings.put("GEMINI_API_KEY", "key");
        assertThat(choice(settings).taken()).isEqualTo(VoiceProvider.PIPELINE);
        assertThat(choice(settings).warning()).isEmpty();
        assertThat(lead(settings)).isNull();
    }

    @Test
    void letsRetellPlaceCallsWhereItIsSetUp() {
        assertThat(choice(RETELL)).isEqualTo(new VoiceChoice(VoiceProvider.RETELL, List.of()));
        assertThat(choice(RETELL).taken()).isEqualTo(VoiceProvider.RETELL);
        Dialling dialling = RetellCalls.dialling(Configurations.standard(RETELL));
        assertThat(dialling.carrier()).isInstanceOf(RetellCarrier.class);
        assertThat(dialling.carrier()).extracting(Carrier::channel).isEqualTo("retell");
    }

    @ParameterizedTest
    @CsvSource({"RETELL_API_KEY", "RETELL_AGENT_ID", "VOBIZ_DID_NUMBER"})
    void goesOnWithWhatThereIsAndSaysWhatIsMissing(String name) {
        var settings = new HashMap<>(RETELL);
        settings.remove(name);
        assertThat(choice(settings).taken()).isEqualTo(VoiceProvider.PIPELINE);
        assertThat(choice(settings).warning())
                .contains("Retell", name + " ", "is missing", "this server's own pipeline")
                .doesNotContain("verysecret");
        assertThat(RetellCalls.dialling(Configurations.standard(settings)).carrier())
                .isNull();
    }

    @Test
    void saysThatThereIsNoLineToBolna() {
        assertThat(choice(Map.of("VOICE_PREFERRED_PROVIDER", "b")).warning()).contains("Bolna", "does not have");
        assertThat(choice(Map.of("VOICE_PREFERRED_PROVIDER", "b")).taken()).isEqualTo(VoiceProvider.PIPELINE);
    }

    @Test
    void letsGeminiLiveLeadAgentsThatNameNoModelWhereItHasAKey() {
        Map<String, String> preferred = Map.of("VOICE_PREFERRED_PROVIDER", "gemini");
        assertThat(choice(preferred).warning()).contains("Gemini Live", "GEMINI_API_KEY is missing");
        assertThat(lead(preferred)).isNull();
        assertThat(lead(Map.of("VOICE_PREFERRED_PROVIDER", "gemini", "GOOGLE_API_KEY", "key")))
                .isEqualTo("gemini-live");
        try (var ofAnOrganisation = new Leads(
                Configurations.standard(preferred).with(Map.of("gemini", new ApiKey("gemini", "own"))), guards())) {
            assertThat(ofAnOrganisation.standard()).isEqualTo("gemini-live");
            assertThat(ofAnOrganisation.of(ofAnOrganisation.standard())).isNotNull();
        }
    }

    private static @Nullable String lead(Map<String, String> settings) {
        try (var leads = new Leads(Configurations.standard(settings), guards())) {
            return leads.standard();
        }
    }

    private static ResilientProviders guards() {
        return new ResilientProviders(CircuitBreaker.Limits.ORDINARY, InstantSource.system());
    }
}
