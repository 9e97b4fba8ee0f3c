package io.antiphon.server.retell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.providers.retell.RetellApi;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.server.configuration.Configurations;
import io.antiphon.server.retell.RetellSetup.Done;
import io.antiphon.testkit.retell.RetellSimulator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What Retell is told, against its simulator. */
class RetellSetupTest {
    private static final String NUMBER = "+919876543210";
    private static final Map<String, String> VOBIZ = Map.of(
            "VOBIZ_API_KEY", "key",
            "VOBIZ_DID_NUMBER", NUMBER,
            "VOBIZ_SIP_DOMAIN", "sip.example.org",
            "VOBIZ_SIP_USERNAME", "user",
            "VOBIZ_SIP_PASSWORD", "verysecret");

    private final RetellSimulator simulator = RetellSimulator.start("key_1");
    private final RetellApi retell = new RetellApi(simulator.baseUrl(), new ApiKey("retell", "key_1"));

    @AfterEach
    void end() throws Exception {
        retell.close();
        simulator.close();
    }

    private static RetellWishes wishes(String language, @Nullable String voice) {
        return new RetellWishes(
                "Clinic",
                JsonMapper.shared().readTree("""
                        {"language": "%s", "responsiveness": 0.7, "interruption_sensitivity": 0.4,
                         "enable_backchannel": true, "backchannel_frequency": 0.5, "reminder_trigger_ms": 9000,
                         "reminder_max_count": 2, "end_call_after_silence_ms": 30000, "max_call_duration_ms": 3600000,
                         "begin_message_delay_ms": 100, "voice_speed": 3, "greeting": "Hello.", "system_prompt": "secret"}
                        """.formatted(language)),
                "wss://voice.example.org/ws/retell/llm/t?agent=clinic",
                "https://voice.example.org/api/retell/webhook",
                voice);
    }

    private RetellSetup.Result connect(Map<String, String> settings, RetellWishes wishes) throws Exception {
        return new RetellSetup(retell, Configurations.standard(settings).telephony()).make(wishes);
    }

    @Test
    void makesAnAgentThatAsksUsForWordsInOurAgentsManner() throws Exception {
        RetellSetup.Result result = connect(Map.of(), wishes("hi", null));
        assertThat(result.agentDone()).isEqualTo(Done.MADE);
        assertThat(result.number()).isNull();
        assertThat(result.notes()).isEmpty();
        JsonNode agent = simulator.agent(result.agent());
        assertThat(agent.path("response_engine").toString())
                .isEqualTo("{\"type\":\"custom-llm\",\"llm_websocket_url\":"
                        + "\"wss://voice.example.org/ws/retell/llm/t?agent=clinic\"}");
        assertThat(agent.path("webhook_url").asString()).isEqualTo("https://voice.example.org/api/retell/webhook");
        assertThat(agent.path("webhook_events").toString())
                .isEqualTo("[\"call_started\",\"call_ended\",\"call_analyzed\"]");
        assertThat(agent.path("agent_name").asString()).isEqualTo("Clinic");
        assertThat(agent.path("language").asString()).isEqualTo("hi-IN");
        assertThat(agent.path("voice_id").asString()).isEqualTo("cartesia-hindi-narrator-woman");
        assertThat(agent.path("responsiveness").asDouble()).isEqualTo(0.7);
        assertThat(agent.path("enable_backchannel").asBoolean()).isTrue();
        assertThat(agent.path("end_call_after_silence_ms").asInt()).isEqualTo(30_000);
        assertThat(agent.path("reminder_max_count").asInt()).isEqualTo(2);
        assertThat(agent.path("voice_speed").asDouble()).isEqualTo(2);
        assertThat(agent.has("system_prompt")).isFalse();
    }

    @Test
    void changesTheOneOfTheNameTheSecondTime() throws Exception {
        simulator.hasAgent("Another", "");
        String made = connect(Map.of(), wishes("hi", null)).agent();
        RetellSetup.Result again = connect(Map.of(), wishes("en-US", "11labs-Adrian"));
        assertThat(again.agent()).isEqualTo(made);
        assertThat(again.agentDone()).isEqualTo(Done.CHANGED);
        assertThat(simulator.agents()).isEqualTo(2);
        assertThat(simulator.agent(made).path("voice_id").asString()).isEqualTo("11labs-Adrian");
        assertThat(simulator.agent(made).path("language").asString()).isEqualTo("en-US");
    }

    @Test
    void changesTheOneThatIsSetWhateverItsName() throws Exception {
        String set = simulator.hasAgent("Another", "");
        assertThat(connect(Map.of("RETELL_AGENT_ID", set), wishes("hi", null)).agent())
                .isEqualTo(set);
        assertThat(simulator.agent(set).at("/response_engine/type").asString()).isEqualTo("custom-llm");
    }

    @Test
    void asksWhichOneIsMeant() {
        assertThatThrownBy(() -> connect(Map.of("RETELL_AGENT_ID", "agent_0"), wishes("hi", null)))
                .hasMessageContaining("leave it empty");
        String one = simulator.hasAgent("Clinic", "");
        String two = simulator.hasAgent("Clinic", "");
        assertThatThrownBy(() -> connect(Map.of(), wishes("hi", null)))
                .hasMessageContaining("RETELL_AGENT_ID")
                .hasMessageContaining(one)
                .hasMessageContaining(two);
        assertThat(simulator.agents()).isEqualTo(2);
    }

    @Test
    void tellsOfTheNumberAtVobizAndThenOfItsChanges() throws Exception {
        RetellSetup.Result first = connect(VOBIZ, wishes("hi", null));
        assertThat(first.numberDone()).isEqualTo(Done.MADE);
        JsonNode number = simulator.settingsOf(NUMBER);
        assertThat(number.at("/sip_outbound_trunk_config/termination_uri").asString())
                .isEqualTo("sip.example.org");
        assertThat(number.at("/sip_outbound_trunk_config/auth_username").asString())
                .isEqualTo("user");
        String weighted = "[{\"agent_id\":\"" + first.agent() + "\",\"weight\":1}]";
        assertThat(number.path("inbound_agents").toString()).isEqualTo(weighted);
        assertThat(number.path("outbound_agents").toString()).isEqualTo(weighted);
        var moved = new HashMap<>(VOBIZ);
        moved.put("VOBIZ_SIP_DOMAIN", "sip2.example.org");
        moved.put("VOBIZ_SIP_USERNAME", "other");
        assertThat(connect(moved, wishes("hi", null)).numberDone()).isEqualTo(Done.CHANGED);
        assertThat(simulator
                        .settingsOf(NUMBER)
                        .path("sip_outbound_trunk_config")
                        .toString())
                .contains("sip2.example.org", "other");
    }

    @Test
    void leadsANumberOfRetellsOwnWithoutATrunk() throws Exception {
        Map<String, String> settings = Map.of("RETELL_INBOUND_NUMBER_ID", "+15551239999");
        RetellSetup.Result unknown = connect(settings, wishes("hi", null));
        assertThat(unknown.numberDone()).isNull();
        assertThat(unknown.notes()).singleElement().asString().contains("Retell does not know the number");
        simulator.hasNumber("+15551239999");
        RetellSetup.Result known = connect(settings, wishes("hi", null));
        assertThat(known.numberDone()).isEqualTo(Done.CHANGED);
        assertThat(simulator.settingsOf("+15551239999").has("sip_outbound_trunk_config"))
                .isFalse();
        assertThat(simulator
                        .settingsOf("+15551239999")
                        .at("/inbound_agents/0/agent_id")
                        .asString())
                .isEqualTo(known.agent());
    }

    @Test
    void saysWhatRetellDoesNotSpeakOrHear() throws Exception {
        assertThat(connect(Map.of(), wishes("ta", null)).notes())
                .singleElement()
                .asString()
                .contains("ta-IN", "as a stranger", "--voice");
        assertThat(connect(Map.of(), wishes("ta", "some-tamil-voice")).notes()).isEmpty();
        assertThat(connect(Map.of(), wishes("sa", null)).notes())
                .singleElement()
                .asString()
                .contains("hi-IN instead");
    }

    @Test
    void saysWhatToDoWhereRetellDoesNotLetAnAgentBeChanged() throws Exception {
        String made = connect(Map.of(), wishes("hi", null)).agent();
        RetellSetup again = new RetellSetup(
                retell, Configurations.standard(Map.of("RETELL_AGENT_ID", made)).telephony());
        RetellWishes odd = wishes("hi", null);
        ((ObjectNode) odd.profile()).put("responsiveness", 7);
        assertThatThrownBy(() -> again.make(odd)).hasMessageContaining("make a draft of it there");
    }
}
