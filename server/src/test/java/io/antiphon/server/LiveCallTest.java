package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.lines.caller.CallerEvent;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call as people watch it, listen to it, speak in it and end it. */
class LiveCallTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String WORDS = "A nurse will call you back within the hour.";

    private final RunningServer server = RunningServer.shared();
    private final Api api = server.api();

    @Test
    void isWatchedSpokenInAndEnded() throws Exception {
        try (var phone = Telephone.browser(api, server.quietAgent())) {
            String id = phone.callId();
            String path = "/api/v1/calls/" + id;
            assertThat(each(api.json("/api/v1/calls/live").path("calls"))).anySatisfy(call -> {
                assertThat(call.path("id").asString()).isEqualTo(id);
                assertThat(call.at("/agent/name").asString()).isEqualTo("quiet");
            });
            try (var events = Events.of(api, path, null)) {
                phone.says("How can I ease breathlessness at night?");
                assertThat(events.next("line").path("role").asString()).isEqualTo("user");
                phone.hearsTheAgent();
                phone.listens(2_500);

                assertThat(post(path + "/say", "{\"text\": \"" + WORDS + "\"}").statusCode())
                        .isEqualTo(202);
                JsonNode cut = events.next("line");
                assertThat(cut.path("role").asString()).isEqualTo("assistant");
                assertThat(cut.path("interrupted").asBoolean()).isTrue();
                JsonNode said = events.next("line");
                assertThat(said.path("role").asString()).isEqualTo("operator");
                assertThat(said.path("content").asString()).isEqualTo(WORDS);

                assertThat(post(path + "/notes", "{\"content\": \"call back\"}").statusCode())
                        .isEqualTo(201);
                JsonNode note = events.next("note");
                assertThat(note.at("/note/content").asString()).isEqualTo("call back");

                long seen = events.lastId();
                try (var again = Events.of(api, path, Long.toString(seen - 1))) {
                    assertThat(again.next("note")).as("only what came after").isEqualTo(note);
                }

                assertThat(post(path + "/end", "").statusCode()).isEqualTo(202);
                assertThat(events.next("ended").path("reason").asString()).isEqualTo("operator_ended");
                assertThat(events.isOver()).isTrue();
                assertThat(api.send("GET", path + "/events", null, Map.of("Last-Event-ID", "" + events.lastId()))
                                .statusCode())
                        .isEqualTo(204);
            }
            phone.notices(CallerEvent.SessionEnded.class);

            JsonNode call = api.ended(id);
            assertThat(call.path("end_reason").asString()).isEqualTo("operator_ended");
            assertThat(Api.words(call, "operator")).containsExactly(WORDS);
            assertThat(call.at("/notes/0/content").asString()).isEqualTo("call back");
            assertThat(api.json("/api/calls/" + id + "/transcript").findValuesAsString("role"))
                    .as("the older surface knows two sides")
                    .containsOnly("user", "assistant");
            assertThat(each(api.json("/api/v1/audit?limit=50").path("entries")).stream()
                            .filter(entry -> id.equals(entry.path("target_id").asString("")))
                            .map(entry -> entry.path("action").asString()))
                    .containsExactlyInAnyOrder("call.spoken_in", "call.noted", "call.ended");
            assertThat(post(path + "/say", "{\"text\": \"too late\"}").statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void isListenedToWithATicketForItAlone() throws Exception {
        try (var phone = Telephone.twilio(api, "palli-sahayak")) {
            String path = "/api/v1/calls/" + phone.callId();
            JsonNode ticket = JSON.readTree(post(path + "/listen", "").body());
            assertThat(ticket.path("rate").asInt()).isEqualTo(8000);
            String url = ticket.path("url").asString();

            assertThat(Ear.open(
                                    api,
                                    url.replace(
                                            phone.callId(), UUID.randomUUID().toString()))
                            .closed
                            .get(20, SECONDS))
                    .as("for another call")
                    .isEqualTo(1008);
            assertThat(Ear.refused(api, url)).as("used before").isTrue();

            String fresh =
                    JSON.readTree(post(path + "/listen", "").body()).path("url").asString();
            var ear = Ear.open(api, fresh);
            phone.hearsTheAgent();
            phone.says("What helps with nausea?");
            assertThat(ear.heardBoth.await(30, SECONDS)).as("both sides").isTrue();
            phone.hangsUp();
            assertThat(ear.closed.get(20, SECONDS)).isEqualTo(1000);
            assertThat(ear.odd).as("messages that are no 20 ms of two sides").isZero();
        }
    }

    @Test
    void belongsToItsOrganisationAndToThoseWhoMay() throws Exception {
        try (var phone = Telephone.browser(api, server.quietAgent())) {
            String path = "/api/v1/calls/" + phone.callId();
            Api looking = api.with(JSON.readTree(api.send(
                                    "POST",
                                    "/api/v1/keys",
                                    "{\"name\": \"looks only\", \"scopes\": [\"calls:read\"]}",
                                    Map.of())
                            .body())
                    .path("secret")
                    .asString());
            for (String action : List.of("/say", "/end", "/notes", "/listen")) {
                assertThat(looking.send("POST", path + action, "{}", Map.of()).statusCode())
                        .as(action)
                        .isEqualTo(403);
            }
            try (var events = Events.of(looking, path, null)) {
                phone.says("How can I ease breathlessness at night?");
                assertThat(events.next("line").path("role").asString()).isEqualTo("user");
            }
            assertThat(api.with("").get(path + "/events").statusCode()).isEqualTo(401);
            for (String bad : List.of("{}", "{\"text\": \"\"}", "{\"text\": 7}", "{\"text\": \"a\", \"to\": 1}")) {
                assertThat(post(path + "/say", bad).statusCode()).as(bad).isEqualTo(400);
            }
            String nobodys = "/api/v1/calls/01890a5d-ac96-774b-bcce-b302099a8057";
            for (String action : List.of("/say", "/end", "/notes", "/listen")) {
                String body = action.equals("/say")
                        ? "{\"text\": \"a\"}"
                        : action.equals("/notes") ? "{\"content\": \"a\"}" : "";
                assertThat(post(nobodys + action, body).statusCode()).as(action).isEqualTo(404);
            }
            assertThat(api.get(nobodys + "/events").statusCode()).isEqualTo(404);
            phone.hangsUp();
        }
    }

    private java.net.http.HttpResponse<byte[]> post(String path, String body) throws Exception {
        return api.send("POST", path, body.isEmpty() ? null : body, Map.of());
    }

    /** One who listens. */
    private static final class Ear implements WebSocket.Listener {
        private static final int FRAME_BYTES = 160 * 2 * 2;

        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final CountDownLatch heardBoth = new CountDownLatch(2);
        private final ByteBuffer message = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        private int odd;
        private boolean left;
        private boolean right;

        static Ear open(Api api, String url) throws Exception {
            var ear = new Ear();
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(api.bareSocket(url), ear)
                    .get(20, SECONDS);
            return ear;
        }

        static boolean refused(Api api, String url) {
            return HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(api.bareSocket(url), new Ear())
                    .handle((socket, failure) -> failure != null)
                    .join();
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            message.put(data);
            socket.request(1);
            if (!last) {
                return null;
            }
            message.flip();
            odd += message.remaining() == FRAME_BYTES ? 0 : 1;
            look();
            message.clear();
            return null;
        }

        private void look() {
            while (message.remaining() >= 4) {
                int caller = message.getShort();
                int agent = message.getShort();
                if (Math.abs(caller) > 1000 && !left) {
                    left = true;
                    heardBoth.countDown();
                }
                if (Math.abs(agent) > 1000 && !right) {
                    right = true;
                    heardBoth.countDown();
                }
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }
}
