package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static io.antiphon.server.Api.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.lines.caller.CallerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whole calls: real sockets, database, ear and voice. */
class CallTest {
    private static final String QUESTION = "How can I ease breathlessness at night?";

    private final RunningServer server = RunningServer.shared();
    private final Api api = server.api();

    @Test
    void keepsACallAsItWas() throws Exception {
        JsonNode call;
        try (var phone = Telephone.twilio(api, "palli-sahayak")) {
            phone.hearsTheAgentOut();
            phone.says("What helps with nausea?");
            phone.hearsTheAgentOut();
            phone.hangsUp();
            call = api.ended(phone.callId());
        }
        assertThat(call.path("channel").asString()).isEqualTo("twilio");
        assertThat(call.path("status").asString()).isEqualTo("completed");
        assertThat(call.path("end_reason").asString()).isEqualTo("user_hangup");
        assertThat(words(call, "user")).singleElement().asString().contains("nausea");
        assertThat(words(call, "assistant")).hasSize(2).first().asString().startsWith("Hello! I am Palli Sahayak");

        JsonNode turn = each(call.path("turns_detail")).getLast();
        assertThat(turn.path("heard").asString()).isEqualTo(words(call, "user").getFirst());
        assertThat(turn.path("mind").asString()).isEqualTo("lector");
        assertThat(each(turn.path("sources")))
                .extracting(source -> source.path("document").asString())
                .contains("nausea-and-vomiting.md");
        assertThat(each(turn.path("sources")))
                .as("what is said stands in a source")
                .anyMatch(source -> source.path("text")
                        .asString()
                        .contains(turn.path("spoken").asString().split("\\. ")[0]));
        JsonNode latency = turn.path("latency");
        for (String part : List.of("ear_ms", "knowledge_ms", "model_ms", "voice_ms", "voice_to_voice_ms")) {
            assertThat(latency.path(part).asInt(-1)).as(part).isBetween(0, 20_000);
        }

        StereoSound sound = api.recording(call.path("id").asString());
        assertThat(sound.rate()).isEqualTo(8_000);
        assertThat(sound.seconds()).isBetween(10.0, 90.0);
        assertThat(sound.callerSeconds()).as("caller").isGreaterThan(1);
        assertThat(sound.agentSeconds()).as("agent").isGreaterThan(6);
    }

    @Test
    void stopsWhenTheCallerCutsIn() throws Exception {
        JsonNode call;
        try (var phone = Telephone.browser(api, server.quietAgent())) {
            phone.says(QUESTION);
            phone.hearsTheAgentOut();
            phone.says(QUESTION);
            phone.hearsTheAgent();
            phone.listens(2_500);
            phone.says("No, wait a moment please. Is morphine addictive?");
            phone.notices(CallerEvent.Cleared.class);
            phone.hearsTheAgentOut();
            phone.hangsUp();
            call = api.ended(phone.callId());
        }
        List<JsonNode> turns = each(call.path("turns_detail"));
        assertThat(turns).hasSizeGreaterThanOrEqualTo(3);
        String whole = turns.get(0).path("spoken").asString();
        String cut = turns.get(1).path("spoken").asString();
        assertThat(turns.get(0).path("interrupted").asBoolean()).isFalse();
        assertThat(turns.get(1).path("interrupted").asBoolean()).isTrue();
        assertThat(cut).isNotBlank();
        assertThat(cut.length()).isLessThan(whole.length() * 2 / 3);
        assertThat(each(turns.get(1).path("sources")))
                .as("what was heard is the beginning of an answer")
                .anyMatch(source -> source.path("text").asString().contains(cut));
        assertThat(words(call, "assistant")).as("only what was heard is kept").contains(whole);
        assertThat(each(call.path("transcript")))
                .anyMatch(line -> line.path("interrupted").asBoolean()
                        && line.path("content").asString().equals(cut));
    }

    @Test
    void endsWhenTheCallerHangsUpWhileTheAgentSpeaks() throws Exception {
        JsonNode call;
        try (var phone = Telephone.browser(api, "palli-sahayak")) {
            phone.hearsTheAgent();
            phone.hangsUp();
            call = api.ended(phone.callId());
        }
        assertThat(call.path("end_reason").asString()).isEqualTo("user_hangup");
        assertThat(words(call, "user")).isEmpty();
        assertThat(each(call.path("turns_detail")))
                .singleElement()
                .satisfies(
                        turn -> assertThat(turn.path("interrupted").asBoolean()).isTrue());
    }

    @Test
    void endsWhenTheCarrierClosesTheConnection() throws Exception {
        String id;
        try (var phone = Telephone.twilio(api, server.quietAgent())) {
            id = phone.callId();
        }
        assertThat(api.ended(id).path("end_reason").asString()).isEqualTo("user_hangup");
    }

    @Test
    void endsByItselfAfterGoodbye() throws Exception {
        try (var phone = Telephone.browser(api, server.quietAgent())) {
            phone.says("Goodbye.");
            phone.hearsTheAgent();
            assertThat(phone.notices(CallerEvent.SessionEnded.class).reason()).isEqualTo("agent_hangup");
            assertThat(phone.notices(CallerEvent.Disconnected.class).code()).isEqualTo(1000);
            JsonNode call = api.ended(phone.callId());
            assertThat(call.path("status").asString()).isEqualTo("completed");
            assertThat(words(call, "assistant")).last().asString().endsWith("Goodbye.");
        }
    }

    @Test
    void asksASilentCallerAndThenLetsGoOfThem() throws Exception {
        try (var phone = Telephone.browser(api, server.impatientAgent())) {
            phone.hearsTheAgent();
            assertThat(phone.notices(CallerEvent.SessionEnded.class).reason()).isEqualTo("inactivity");
            JsonNode call = api.ended(phone.callId());
            assertThat(words(call, "assistant")).hasSize(2).first().asString().isEqualTo("Are you still there?");
            assertThat(words(call, "user")).isEmpty();
        }
    }
}
