package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static io.antiphon.server.Api.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.audio.Frame;
import io.antiphon.lines.caller.CallerEvent;
import io.antiphon.testkit.openai.realtime.RealtimeSimulator;
import io.antiphon.testkit.openai.realtime.Reply;
import io.antiphon.testkit.wire.Mishap;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Telephone calls that OpenAI Realtime leads: a Twilio stream, the server and the vendor, over real sockets. */
@Execution(ExecutionMode.SAME_THREAD)
class SpeechToSpeechCallTest {
    private static final String QUESTION = "How can I ease breathlessness at night?";
    private static final String SHORT = "Raise the head of the bed.";
    private static final String LONG = "Raise the head of the bed and open the window and let somebody sit with you"
            + " and breathe out slowly through your lips as if you were cooling a cup of tea.";

    private static final RealtimeSimulator vendor = VendorServer.shared().realtime;
    private static final Api api = VendorServer.shared().api();

    /** An agent without greeting that names the model as its mind. */
    private static String agent() throws Exception {
        String name = "spoken-" + UUID.randomUUID().toString().substring(0, 8);
        var made = api.send(
                "POST",
                "/api/v1/agents",
                "{\"name\": \"" + name + "\", \"display_name\": \"Spoken\", \"language\": \"en\","
                        + " \"system_prompt\": \"You answer briefly.\", \"llm_model\": \"openai-realtime\","
                        + " \"ear\": \"sphinx4\", \"voice_id\": \"local\", \"fallback_llm_models\": [\"lector\"]}",
                Map.of());
        assertThat(made.statusCode())
                .as(new String(made.body(), StandardCharsets.UTF_8))
                .isEqualTo(201);
        return name;
    }

    @Test
    void answersAndIsToldHowMuchOfAnAnswerWasHeard() throws Exception {
        JsonNode call;
        int heard;
        try (var phone = Telephone.twilio(api, agent())) {
            vendor.understands("how can I ease breathlessness at night").next(new Reply.Words(SHORT));
            phone.says(QUESTION);
            phone.hearsTheAgentOut();
            heard = -phone.heardMillis();
            vendor.understands("and what else").next(new Reply.Words(LONG));
            phone.says(QUESTION);
            phone.hearsTheAgent();
            phone.listens(1500);
            vendor.understands("no wait a moment please").next(new Reply.Words(SHORT));
            phone.says("No, wait a moment please, I have another question.");
            phone.notices(CallerEvent.Cleared.class);
            heard += phone.heardMillis();
            phone.hearsTheAgentOut();
            phone.hangsUp();
            call = api.ended(phone.callId());
        }
        JsonNode cut = JsonMapper.shared().readTree(vendor.door().log().await("conversation.item.truncate"));
        assertThat(cut.path("audio_end_ms").asInt())
                .as("milliseconds that the caller heard")
                .isCloseTo(heard, within(2 * Frame.MILLIS));
        assertThat(vendor.door().log().told()).noneMatch(text -> text.contains("\"type\":\"error\""));

        assertThat(words(call, "user"))
                .startsWith("how can I ease breathlessness at night", "and what else")
                .anyMatch(line -> line.startsWith("no wait a moment please"));
        assertThat(words(call, "assistant").getFirst()).isEqualTo(SHORT);
        assertThat(each(call.path("transcript"))).anySatisfy(line -> {
            assertThat(line.path("interrupted").asBoolean()).isTrue();
            assertThat(LONG).startsWith(line.path("content").asString());
        });
        JsonNode turn = each(call.path("turns_detail")).getFirst();
        assertThat(turn.path("mind").asString()).isEqualTo("openai-realtime");
        assertThat(turn.path("latency").path("voice_to_voice_ms").asInt(-1)).isBetween(0, 20_000);
    }

    @Test
    void isLedByEarMindAndVoiceWhereTheVendorLetsNobodyIn() throws Exception {
        JsonNode call;
        String agent = agent();
        vendor.door().next(Mishap.refused(503, Map.of(), "leaked words"));
        try (var phone = Telephone.twilio(api, agent)) {
            phone.says(QUESTION);
            phone.hearsTheAgentOut();
            phone.hangsUp();
            call = api.ended(phone.callId());
        }
        assertThat(words(call, "user")).singleElement().asString().isNotBlank();
        assertThat(words(call, "assistant")).isNotEmpty();
        assertThat(provider().path("health").path("last_failure").asString()).isEqualTo("vendor_fault");
        assertThat(call.toString()).doesNotContain("leaked words");
    }

    @Test
    void goesOnWithEarMindAndVoiceWhereTheVendorLeavesInTheMiddle() throws Exception {
        JsonNode call;
        try (var phone = Telephone.twilio(api, agent())) {
            vendor.next(new Reply.Farewell("Raise the head of"));
            phone.says(QUESTION);
            phone.hearsTheAgentOut();
            phone.says(QUESTION);
            phone.hearsTheAgentOut();
            phone.hangsUp();
            call = api.ended(phone.callId());
        }
        assertThat(words(call, "assistant")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(words(call, "assistant").getFirst()).startsWith("Raise the");
        assertThat(words(call, "user")).last().asString().isNotBlank();
        assertThat(call.path("end_reason").asString()).isEqualTo("user_hangup");
    }

    @Test
    void isOfferedToAgentsAndTestedByItsKey() throws Exception {
        assertThat(provider().path("kind").asString()).isEqualTo("dialogue");
        assertThat(provider().path("configured").asBoolean()).isTrue();
        assertThat(each(api.json("/api/v1/system").path("providers").path("mind")))
                .extracting(mind -> mind.path("name").asString())
                .contains("openai-realtime");
        var checked = api.send("POST", "/api/v1/providers/openai-realtime/check", "{}", Map.of());
        assertThat(JsonMapper.shared().readTree(checked.body()).path("serves").asBoolean())
                .isTrue();
    }

    private static JsonNode provider() throws Exception {
        return each(api.json("/api/v1/providers").path("providers")).stream()
                .filter(one -> one.path("name").asString().equals("openai-realtime"))
                .findFirst()
                .orElseThrow();
    }
}
