package io.antiphon.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.server.command.DoctorCommand.Finding;
import io.antiphon.server.command.DoctorCommand.State;
import io.antiphon.server.configuration.Configurations;
import io.antiphon.testkit.retell.RetellSimulator;
import io.antiphon.testkit.twilio.TwilioSimulator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    private static Finding twilio(String token, String publicBaseUrl, TwilioSimulator at) {
        var configuration = Configurations.standard(Map.of(
                "TWILIO_ACCOUNT_SID",
                "AC1",
                "TWILIO_AUTH_TOKEN",
                token,
                "TWILIO_PHONE_NUMBER",
                "+15551239999",
                "TWILIO_API_URL",
                at.baseUrl().toString(),
                "PUBLIC_BASE_URL",
                publicBaseUrl));
        return new Examination(configuration)
                .findings().stream()
                        .filter(finding -> finding.what().equals("Twilio"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void asksTwilioWhetherItTakesTheAccount() throws Exception {
        try (var simulator = TwilioSimulator.start("AC1", "verysecret", "+15551239999")) {
            assertThat(twilio("verysecret", "https://voice.example.org", simulator))
                    .isEqualTo(new Finding("Twilio", State.ok, "takes the account; calls can be placed"));
            Finding refused = twilio("verywrong", "https://voice.example.org", simulator);
            assertThat(refused.state()).isEqualTo(State.failed);
            assertThat(refused.detail()).contains("check the key").doesNotContain("verywrong");
        }
    }

    @Test
    void saysWhatTwilioWantsBeforeACallCanBePlaced() {
        var settings = new HashMap<>(Map.of("TWILIO_ACCOUNT_SID", "AC1", "TWILIO_AUTH_TOKEN", "verysecret"));
        assertThat(new Examination(Configurations.standard(settings)).findings())
                .contains(new Finding(
                        "Twilio",
                        State.missing,
                        "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN are set, TWILIO_PHONE_NUMBER not; calls can be placed with"
                                + " all of them"));
        settings.put("TWILIO_PHONE_NUMBER", "+15551239999");
        assertThat(new Examination(Configurations.standard(settings)).findings())
                .contains(new Finding(
                        "Twilio",
                        State.failed,
                        "set PUBLIC_BASE_URL to the https address under which Twilio reaches this server, and start"
                                + " again"));
    }

    private static Map<String, String> atRetell(RetellSimulator simulator, String key, String agent) {
        return new HashMap<>(Map.of(
                "RETELL_API_URL",
                simulator.baseUrl().toString(),
                "RETELL_API_KEY",
                key,
                "RETELL_AGENT_ID",
                agent,
                "RETELL_LLM_TOKEN",
                "hidden"));
    }

    private static Finding finding(String what, Map<String, String> settings) {
        return new Examination(Configurations.standard(settings))
                .findings().stream()
                        .filter(finding -> finding.what().equals(what))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void asksRetellWhetherItTakesTheKeyAndKnowsAgentAndNumber() throws Exception {
        try (var simulator = RetellSimulator.start("key_verysecret")) {
            String agent = simulator.hasAgent("Clinic", "");
            Map<String, String> settings = atRetell(simulator, "key_verysecret", agent);
            assertThat(finding("Retell", settings).detail()).contains("RETELL_INBOUND_NUMBER_ID or VOBIZ_DID_NUMBER");
            settings.put("VOBIZ_DID_NUMBER", "+919876543210");
            assertThat(finding("Retell", settings).state()).isEqualTo(State.failed);
            assertThat(finding("Retell", settings).detail()).contains("does not know the number");
            simulator.hasNumber("+919876543210");
            assertThat(finding("Retell", settings))
                    .isEqualTo(new Finding(
                            "Retell", State.ok, "takes the key, knows the agent and the number; calls can be placed"));
            settings.remove("RETELL_LLM_TOKEN");
            assertThat(finding("Retell", settings).detail()).contains("RETELL_LLM_TOKEN");
            settings.remove("RETELL_AGENT_ID");
            assertThat(finding("Retell", settings).state()).isEqualTo(State.missing);
            Finding unknown = finding("Retell", atRetell(simulator, "key_verysecret", "agent_0"));
            assertThat(unknown.state()).isEqualTo(State.failed);
            assertThat(unknown.detail()).contains("RETELL_AGENT_ID");
            Finding refused = finding("Retell", atRetell(simulator, "key_verywrong", agent));
            assertThat(refused.state()).isEqualTo(State.failed);
            assertThat(refused.detail()).contains("check the key").doesNotContain("verywrong");
        }
    }

    @Test
    void tellsWhatIsMissingOfWhoeverIsToLeadCalls() {
        Finding retell = finding("Provider", Map.of("VOICE_PREFERRED_PROVIDER", "r", "RETELL_API_KEY", "verysecret"));
        assertThat(retell.state()).isEqualTo(State.missing);
        assertThat(retell.detail()).contains("RETELL_AGENT_ID").doesNotContain("verysecret", "RETELL_API_KEY");
        assertThat(finding("Provider", Map.of("VOICE_PREFERRED_PROVIDER", "g", "GEMINI_API_KEY", "k")))
                .isEqualTo(new Finding("Provider", State.ok, "g leads calls"));
        assertThat(finding("Vobiz", Map.of("VOBIZ_SIP_DOMAIN", "sip.example.org"))
                        .detail())
                .startsWith("VOBIZ_SIP_DOMAIN is set, ")
                .contains("VOBIZ_DID_NUMBER", "antiphon retell connect");
        assertThat(new Examination(Configurations.standard(Map.of("VOBIZ_DID_NUMBER", "+91"))).findings())
                .noneMatch(finding ->
                        Set.of("Vobiz", "Twilio", "Retell", "Provider").contains(finding.what()));
    }
}
