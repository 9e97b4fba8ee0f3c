package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.lines.caller.CallerEvent;
import io.antiphon.lines.caller.Dialler;
import io.antiphon.lines.caller.TwilioStart;
import io.antiphon.server.wiring.Antiphon;
import io.antiphon.server.wiring.StartFailure;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes wrong is told once and clearly, and no other call notices. */
class BadInputTest {
    private final RunningServer server = RunningServer.shared();
    private final Api api = server.api();

    @Test
    void tellsABrowserThatThereIsNoSuchAgent() throws Exception {
        try (var socket = new RawSocket(api.socket("/ws/voice-browser?agent_id=nobody"))) {
            assertThat(socket.next("error")).contains("there is no such agent");
            assertThat(socket.closeCode()).isEqualTo(4404);
        }
    }

    @Test
    void turnsTwilioAwayWhereThereIsNoSuchAgent() throws Exception {
        try (var dialler = new Dialler(false);
                var caller = dialler.twilio(
                                api.socket("/ws/voice-twilio"),
                                Map.of(),
                                new TwilioStart(
                                        "MZ" + "0".repeat(32), "CA" + "0".repeat(32), Map.of("agent", "nobody")))
                        .get(20, TimeUnit.SECONDS)) {
            assertThat(caller.next(CallerEvent.Disconnected.class)
                            .get(20, TimeUnit.SECONDS)
                            .code())
                    .isEqualTo(4404);
        }
        assertThat(api.json("/api/v1/calls?provider_call_id=CA" + "0".repeat(32))
                        .path("calls"))
                .isEmpty();
    }

    @Test
    void leavesAGoodCallAloneWhileOthersMisbehave() throws Exception {
        try (var phone = Telephone.browser(api, server.quietAgent())) {
            phone.says("How can I ease breathlessness at night?");
            sendsWhatCannotBeRead();
            sendsTooMuchAtOnce();
            phone.hearsTheAgentOut();
            sendsTooManyMistakes();
            phone.hangsUp();
            JsonNode call = api.ended(phone.callId());
            assertThat(call.path("status").asString()).isEqualTo("completed");
            assertThat(each(call.path("turns_detail"))).isNotEmpty().allSatisfy(turn -> {
                assertThat(turn.path("sources").toString()).contains("breathlessness.md");
                assertThat(turn.path("spoken").asString()).isNotBlank();
                assertThat(turn.path("interrupted").asBoolean()).isFalse();
            });
        }
    }

    private void sendsWhatCannotBeRead() throws Exception {
        try (var socket = new RawSocket(api.socket("/ws/voice-browser?agent_id=" + server.quietAgent()))) {
            String id = callId(socket.next("session_started"));
            socket.text("{\"type\":");
            assertThat(socket.next("error")).contains("not JSON");
            socket.text("{\"type\":\"sing\"}");
            assertThat(socket.next("error")).contains("type: send");
            socket.text("{\"type\":\"audio\",\"data\":\"***\"}");
            assertThat(socket.next("error")).contains("data: not base64");
            socket.text("[]");
            assertThat(socket.next("error")).contains("type: send");
            socket.binary(3);
            socket.binary(0);
            socket.binary(641);
            socket.text("{\"type\":\"end\"}");
            assertThat(socket.next("session_ended")).contains("user_ended");
            assertThat(socket.closeCode()).isEqualTo(1000);
            assertThat(api.ended(id).path("end_reason").asString()).isEqualTo("user_hangup");
        }
    }

    private void sendsTooMuchAtOnce() throws Exception {
        try (var socket = new RawSocket(api.socket("/ws/voice-browser?agent_id=" + server.quietAgent()))) {
            String id = callId(socket.next("session_started"));
            socket.text("x".repeat(100 * 1024));
            assertThat(socket.closeCode()).isEqualTo(1009);
            assertThat(api.ended(id).path("end_reason").asString()).isIn("user_hangup", "line_lost");
        }
    }

    private void sendsTooManyMistakes() throws Exception {
        try (var socket = new RawSocket(api.socket("/ws/voice-browser?agent_id=" + server.quietAgent()))) {
            String id = callId(socket.next("session_started"));
            for (int i = 0; i < 20; i++) {
                socket.text("?");
            }
            assertThat(socket.closeCode()).isEqualTo(1008);
            assertThat(api.ended(id).path("end_reason").asString()).isEqualTo("line_lost");
        }
    }

    @Test
    void turnsAwayPagesOfOtherSites() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : new String[] {"/ws/voice-browser", "/ws/voice-twilio"}) {
                assertThatThrownBy(() -> client.newWebSocketBuilder()
                                .header("Origin", "https://elsewhere.example.org")
                                .buildAsync(api.socket(path), new WebSocket.Listener() {})
                                .get(20, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOfSatisfying(
                                WebSocketHandshakeException.class,
                                refused -> assertThat(refused.getResponse().statusCode())
                                        .isEqualTo(403));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/calls/not-an-id, 400, id",
        "/api/v1/calls/01890a5d-ac96-774b-bcce-b302099a8057, 404,",
        "/api/v1/calls/01890a5d-ac96-774b-bcce-b302099a8057/recording, 404,",
        "/api/v1/calls/01890a5d-ac96-774b-bcce-b302099a8057/journal, 404,",
        "/api/v1/calls?limit=0, 400, limit",
        "/api/v1/calls?limit=many, 400, limit",
        "/api/v1/calls?before=yesterday, 400, before",
        "/api/v1/calls?agent=nobody, 400, agent",
        "/api/v1/calls?status=odd, 400, status",
        "/api/v1/agents/nobody, 404,",
        "/api/v1/nothing, 404,"
    })
    void tellsWhatIsWrongWithARequest(String path, int status, String field) throws Exception {
        HttpResponse<byte[]> response = api.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode body = JsonMapper.shared().readTree(response.body());
        assertThat(body.path("error").path("message").asString()).isNotBlank();
        assertThat(body.path("error").path("field").asString(null)).isEqualTo(field);
        assertThat(body.path("error").path("request_id").asString())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void saysThatThePortIsTaken() {
        String port = Integer.toString(api.address().getPort());
        var configuration = RunningServer.configuration(DataFolder.create("port"), Map.of("SERVER_PORT", port));
        assertThatThrownBy(() -> Antiphon.start(configuration, step -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContainingAll("SERVER_PORT " + port + " is taken", "--port");
    }

    @Test
    void saysThatAnAddressIsNotOneOfThisMachine() {
        var configuration = RunningServer.configuration(DataFolder.create("host"), Map.of("SERVER_HOST", "192.0.2.1"));
        assertThatThrownBy(() -> Antiphon.start(configuration, step -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("SERVER_HOST 192.0.2.1");
    }

    @Test
    void saysThatAnotherServerUsesTheDataFolder() {
        var configuration = RunningServer.configuration(server.data(), Map.of());
        assertThatThrownBy(() -> Antiphon.start(configuration, step -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("another server already uses the data folder");
    }

    private static String callId(String started) {
        return JsonMapper.shared().readTree(started).path("call_id").asString();
    }
}
