package io.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.server.wiring.Antiphon;
import io.antiphon.server.wiring.StartFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is let in, and as what. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class AccessTest {
    private static final Api ROOT = RunningServer.shared().api();
    private static final Api STRANGER = ROOT.with("");
    private static final Map<String, String> NONE = Map.of();

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/agents",
        "GET, /api/v1/calls",
        "GET, /api/v1/system",
        "GET, /api/v1/keys",
        "GET, /api/v1/users",
        "GET, /api/v1/audit",
        "GET, /api/v1/auth/me",
        "POST, /api/v1/tickets",
        "POST, /api/v1/keys",
        "GET, /api/v1/nothing"
    })
    void turnsStrangersAway(String method, String path) throws Exception {
        HttpResponse<byte[]> response = STRANGER.send(method, path, null, NONE);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(error(response).path("code").asString()).isEqualTo("unauthenticated");
        assertThat(error(response).path("remedy").asString()).contains("Authorization: Bearer");
        assertThat(error(response).path("request_id").asString())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/ready", "/", "/talk", "/sign-in"})
    void showsEverybodyWhetherItLivesAndWhereToSignIn(String path) throws Exception {
        assertThat(STRANGER.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsProgramsWhatIsHere() throws Exception {
        assertThat(json(STRANGER.get("/")))
                .isEqualTo(JsonMapper.shared().readTree("{\"status\":\"ok\",\"service\":\"Voice AI Platform\"}"));
        assertThat(json(STRANGER.get("/health"))).isEqualTo(JsonMapper.shared().readTree("{\"status\":\"healthy\"}"));
    }

    @Test
    void sendsPagesWithHeadersThatKeepForeignScriptsOut() throws Exception {
        HttpResponse<byte[]> page = STRANGER.get("/talk");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'", "frame-ancestors 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void leavesAKeyThatOnlyTheOwnerOfTheFolderCanRead() throws Exception {
        var file = RunningServer.shared().data().resolve("local.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(ROOT.json("/api/v1/auth/me").path("kind").asString()).isEqualTo("api_key");
    }

    @Test
    void showsAKeyOnceAndLetsItDoNoMoreThanItMay() throws Exception {
        JsonNode made = make("reader", "calls:read");
        String secret = made.path("secret").asString();
        String prefix = made.path("key").path("prefix").asString();
        assertThat(secret).startsWith(prefix).hasSizeGreaterThan(50);
        String listed = new String(ROOT.get("/api/v1/keys").body(), StandardCharsets.UTF_8);
        assertThat(listed).contains(prefix).doesNotContain(secret.substring(prefix.length()));

        Api reader = ROOT.with(secret);
        assertThat(reader.get("/api/v1/calls").statusCode()).isEqualTo(200);
        assertThat(ROOT.with("")
                        .send("GET", "/api/v1/calls", null, Map.of("X-API-Key", secret))
                        .statusCode())
                .isEqualTo(200);
        for (String path : List.of("/api/v1/agents", "/api/v1/keys", "/api/v1/users", "/api/v1/audit")) {
            assertThat(reader.get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(error(reader.send("POST", "/api/v1/tickets", "{}", NONE))
                        .path("code")
                        .asString())
                .isEqualTo("forbidden");
    }

    @Test
    void givesNoKeyMoreThanItsMakerMayDo() throws Exception {
        Api maker = ROOT.with(
                make("maker", "keys:write", "calls:read").path("secret").asString());
        assertThat(maker.send("POST", "/api/v1/keys", key("child", "calls:read"), NONE)
                        .statusCode())
                .isEqualTo(201);
        assertThat(maker.send("POST", "/api/v1/keys", key("child", "agents:write"), NONE)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void takesARevokedAnExpiredOrAMadeUpKeyNoMore() throws Exception {
        JsonNode made = make("short-lived", "calls:read");
        Api holder = ROOT.with(made.path("secret").asString());
        assertThat(holder.get("/api/v1/calls").statusCode()).isEqualTo(200);
        assertThat(ROOT.send(
                                "DELETE",
                                "/api/v1/keys/" + made.path("key").path("id").asString(),
                                null,
                                NONE)
                        .statusCode())
                .isEqualTo(200);
        assertRefused(holder.get("/api/v1/calls"), "revoked_key");
        assertRefused(ROOT.with("antiphon_made_up").get("/api/v1/calls"), "invalid_key");
        assertRefused(ROOT.with("no.jwt.either").get("/api/v1/calls"), "session_over");
        String past = "{\"name\":\"late\",\"scopes\":[\"calls:read\"],\"expires_at\":\"2020-01-01T00:00:00Z\"}";
        assertThat(error(ROOT.send("POST", "/api/v1/keys", past, NONE))
                        .path("field")
                        .asString())
                .isEqualTo("expires_at");
    }

    @Test
    void changesAKeysSecretWithSomeGraceForTheOldOne() throws Exception {
        JsonNode made = make("rotating", "calls:read");
        String id = made.path("key").path("id").asString();
        String first = made.path("secret").asString();
        String second = rotated(id, "{\"grace_seconds\":600}");
        assertThat(ROOT.with(first).get("/api/v1/calls").statusCode()).isEqualTo(200);
        assertThat(ROOT.with(second).get("/api/v1/calls").statusCode()).isEqualTo(200);
        String third = rotated(id, "{}");
        assertRefused(ROOT.with(first).get("/api/v1/calls"), "invalid_key");
        assertRefused(ROOT.with(second).get("/api/v1/calls"), "revoked_key");
        assertThat(ROOT.with(third).get("/api/v1/calls").statusCode()).isEqualTo(200);
    }

    private static String rotated(String id, String body) throws Exception {
        HttpResponse<byte[]> response = ROOT.send("POST", "/api/v1/keys/" + id + "/rotate", body, NONE);
        assertThat(response.statusCode()).isEqualTo(200);
        return json(response).path("secret").asString();
    }

    @Test
    void letsAKeySendSoManyRequestsAMinuteAndSaysSo() throws Exception {
        String body = "{\"name\":\"slow\",\"scopes\":[\"calls:read\"],\"requests_per_minute\":3}";
        Api slow = ROOT.with(json(ROOT.send("POST", "/api/v1/keys", body, NONE))
                .path("secret")
                .asString());
        for (int left = 2; left >= 0; left--) {
            HttpResponse<byte[]> response = slow.get("/api/v1/calls");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("X-RateLimit-Limit")).contains("3");
            assertThat(response.headers().firstValue("X-RateLimit-Remaining")).contains(Integer.toString(left));
            assertThat(response.headers().firstValueAsLong("X-RateLimit-Reset").orElseThrow())
                    .isBetween(1L, 60L);
        }
        HttpResponse<byte[]> tooMany = slow.get("/api/v1/calls");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(error(tooMany).path("code").asString()).isEqualTo("rate_limited");
        assertThat(tooMany.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 20L);
    }

    @Test
    void takesATicketOnceAndOnlyFromPagesOfItsOwn() throws Exception {
        String ticket = ROOT.ticket();
        String path = "/ws/voice-browser?agent_id=nobody&ticket=";
        try (var socket = new RawSocket(ROOT.bareSocket(path + ticket))) {
            assertThat(socket.next("error")).contains("there is no such agent");
        }
        assertThat(handshake(path + ticket, null)).as("the same again").isEqualTo(401);
        assertThat(handshake(path + "ticket_made_up", null)).isEqualTo(401);
        assertThat(handshake("/ws/voice-browser", null)).isEqualTo(401);
        assertThat(handshake(path + ROOT.ticket(), "https://elsewhere.example.org"))
                .isEqualTo(403);
    }

    @Test
    void holdsATicketToTheAgentItWasGivenFor() throws Exception {
        String agent = ROOT.json("/api/v1/agents/" + RunningServer.shared().quietAgent())
                .path("id")
                .asString();
        HttpResponse<byte[]> issued = ROOT.send("POST", "/api/v1/tickets", "{\"agent_id\":\"" + agent + "\"}", NONE);
        String ticket = json(issued).path("ticket").asString();
        try (var socket = new RawSocket(ROOT.bareSocket("/ws/voice-browser?agent_id=palli-sahayak&ticket=" + ticket))) {
            assertThat(socket.next("session_started")).contains("Quiet");
        }
    }

    private static int handshake(String path, @Nullable String origin) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var socket = client.newWebSocketBuilder();
            if (origin != null) {
                socket.header("Origin", origin);
            }
            socket.buildAsync(ROOT.bareSocket(path), new WebSocket.Listener() {})
                    .get(20, TimeUnit.SECONDS);
            return 101;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw failure;
        }
    }

    /** In one walk, because the link is good only once. */
    @Test
    void signsTheFirstOwnerInByLinkOnceAndThenByPassword() throws Exception {
        URI page = RunningServer.shared().startPage();
        assertThat(page.getPath()).isEqualTo("/sign-in");
        String link = "{\"token\":\"" + page.getFragment() + "\"}";
        HttpResponse<byte[]> entered = STRANGER.send("POST", "/api/v1/auth/link", link, NONE);
        assertThat(entered.statusCode()).isEqualTo(200);
        String cookie = entered.headers().allValues("Set-Cookie").stream()
                .filter(one -> one.startsWith("antiphon_session="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");
        assertThat(error(STRANGER.send("POST", "/api/v1/auth/link", link, NONE))
                        .path("code")
                        .asString())
                .isEqualTo("invalid_link");

        Api owner = ROOT.with(json(entered).path("token").asString());
        assertThat(owner.json("/api/v1/auth/me").path("user").path("role").asString())
                .isEqualTo("owner");
        String weak = "{\"password\":\"short\"}";
        assertThat(error(owner.send("PATCH", "/api/v1/auth/me", weak, NONE))
                        .path("field")
                        .asString())
                .isEqualTo("password");
        String strong = "{\"email\":\"Asha@Example.org\",\"password\":\"a long enough password\"}";
        assertThat(owner.send("PATCH", "/api/v1/auth/me", strong, NONE).statusCode())
                .isEqualTo(200);
        String wrong = "{\"email\":\"asha@example.org\",\"password\":\"not this one at all\"}";
        assertThat(error(STRANGER.send("POST", "/api/v1/auth/login", wrong, NONE))
                        .path("code")
                        .asString())
                .isEqualTo("wrong_password");
        String right = "{\"email\":\"asha@example.org\",\"password\":\"a long enough password\"}";
        HttpResponse<byte[]> again = STRANGER.send("POST", "/api/v1/auth/login", right, NONE);
        assertThat(again.statusCode()).isEqualTo(200);

        String session = cookie.substring(0, cookie.indexOf(';'));
        changesByCookieOnlyWithTheTokenAgainstForgery(session);
        assertThat(owner.send("POST", "/api/v1/auth/logout", null, NONE).statusCode())
                .isEqualTo(204);
        assertRefused(owner.get("/api/v1/agents"), "session_over");
        assertThat(ROOT.with(json(again).path("token").asString())
                        .get("/api/v1/agents")
                        .statusCode())
                .isEqualTo(200);
        viewersOnlyLook();
    }

    private static void changesByCookieOnlyWithTheTokenAgainstForgery(String session) throws Exception {
        HttpResponse<byte[]> seen = STRANGER.send("GET", "/api/v1/agents", null, Map.of("Cookie", session));
        assertThat(seen.statusCode()).isEqualTo(200);
        String forgery = seen.headers().allValues("Set-Cookie").stream()
                .filter(one -> one.startsWith("XSRF-TOKEN="))
                .map(one -> one.substring("XSRF-TOKEN=".length(), one.indexOf(';')))
                .findFirst()
                .orElseThrow();
        String body = key("by-cookie", "calls:read");
        assertThat(error(STRANGER.send("POST", "/api/v1/keys", body, Map.of("Cookie", session)))
                        .path("code")
                        .asString())
                .isEqualTo("csrf");
        assertThat(STRANGER.send(
                                "POST",
                                "/api/v1/keys",
                                body,
                                Map.of("Cookie", session + "; XSRF-TOKEN=" + forgery, "X-XSRF-TOKEN", forgery))
                        .statusCode())
                .isEqualTo(201);
    }

    private static void viewersOnlyLook() throws Exception {
        String viewer = "{\"email\":\"viewer@example.org\",\"name\":\"V\",\"role\":\"viewer\"}";
        HttpResponse<byte[]> made = ROOT.send("POST", "/api/v1/users", viewer, NONE);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(ROOT.send("POST", "/api/v1/users", viewer, NONE).statusCode())
                .isEqualTo(409);
        String id = json(made).path("id").asString();
        String token = json(ROOT.send("POST", "/api/v1/users/" + id + "/link", null, NONE))
                .path("token")
                .asString();
        Api looking = ROOT.with(json(STRANGER.send("POST", "/api/v1/auth/link", "{\"token\":\"" + token + "\"}", NONE))
                .path("token")
                .asString());
        assertThat(looking.get("/api/v1/calls").statusCode()).isEqualTo(200);
        assertThat(looking.send("POST", "/api/v1/tickets", "{}", NONE).statusCode())
                .isEqualTo(403);
        assertThat(looking.get("/api/v1/users").statusCode()).isEqualTo(403);
        assertThat(ROOT.send("PATCH", "/api/v1/users/" + id, "{\"is_active\":false}", NONE)
                        .statusCode())
                .isEqualTo(200);
        assertRefused(looking.get("/api/v1/calls"), "session_over");
        isSignedOutByAnOwner(id, looking);
    }

    private static void isSignedOutByAnOwner(String id, Api former) throws Exception {
        String user = "/api/v1/users/" + id;
        assertThat(ROOT.send("PATCH", user, "{\"is_active\":true}", NONE).statusCode())
                .isEqualTo(200);
        assertRefused(former.get("/api/v1/calls"), "session_over");
        String used = json(ROOT.send("POST", user + "/link", null, NONE))
                .path("token")
                .asString();
        Api again = ROOT.with(json(STRANGER.send("POST", "/api/v1/auth/link", "{\"token\":\"" + used + "\"}", NONE))
                .path("token")
                .asString());
        assertThat(again.get("/api/v1/calls").statusCode()).isEqualTo(200);
        String waiting = json(ROOT.send("POST", user + "/link", null, NONE))
                .path("token")
                .asString();
        assertThat(ROOT.send("DELETE", user + "/sessions", null, NONE).statusCode())
                .isEqualTo(204);
        assertRefused(again.get("/api/v1/calls"), "session_over");
        assertThat(error(STRANGER.send("POST", "/api/v1/auth/link", "{\"token\":\"" + waiting + "\"}", NONE))
                        .path("code")
                        .asString())
                .isEqualTo("invalid_link");
    }

    @Test
    void writesEveryChangeInTheLogAndFindsItsChainWhole() throws Exception {
        JsonNode made = make("logged", "calls:read");
        JsonNode newest = ROOT.json("/api/v1/audit?limit=1").path("entries").get(0);
        assertThat(newest.path("action").asString()).isEqualTo("api_key.created");
        assertThat(newest.path("target_id").asString())
                .isEqualTo(made.path("key").path("id").asString());
        assertThat(newest.path("actor_kind").asString()).isEqualTo("api_key");
        assertThat(newest.path("request_id").asString()).isNotEmpty();
        assertThat(newest.toString()).doesNotContain(made.path("secret").asString());
        JsonNode found = ROOT.json("/api/v1/audit/verify");
        assertThat(found.path("intact").asBoolean()).isTrue();
        assertThat(found.path("entries").asLong()).isEqualTo(newest.path("seq").asLong());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scopes\":[\"calls:read\"]} | 400 | name",
                "{\"name\":7,\"scopes\":[\"calls:read\"]} | 400 | name",
                "{\"name\":\"\",\"scopes\":[\"calls:read\"]} | 400 | name",
                "{\"name\":\"a\",\"scopes\":\"calls:read\"} | 400 | scopes",
                "{\"name\":\"a\",\"scopes\":[\"everything\"]} | 400 | scopes",
                "{\"name\":\"a\",\"scopes\":[]} | 400 | scopes",
                "{\"name\":\"a\",\"scopes\":[\"calls:read\"],\"requests_per_minute\":0} | 400 | requests_per_minute",
                "{\"name\":\"a\",\"scopes\":[\"calls:read\"],\"requests_per_minute\":\"7\"} | 400 | requests_per_minute",
                "{\"name\":\"a\",\"scopes\":[\"calls:read\"],\"colour\":\"red\"} | 400 | colour",
                "{\"name\":\"a\\u0000\",\"scopes\":[\"calls:read\"]} | 400 | name",
                "{\"name\":\"a\",\"name\":\"b\",\"scopes\":[\"calls:read\"]} | 400 |",
                "[] | 400 |",
                "{\"name\": | 400 |"
            })
    void namesTheFieldThatIsWrong(String body, int status, @Nullable String field) throws Exception {
        HttpResponse<byte[]> response = ROOT.send("POST", "/api/v1/keys", body, NONE);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(error(response).path("field").asString(null)).isEqualTo(field);
    }

    @Test
    void readsNoBodyThatIsTooLongOrNoJson() throws Exception {
        String huge = "{\"name\":\"" + "x".repeat(2 << 20) + "\"}";
        assertThat(ROOT.send("POST", "/api/v1/keys", huge, NONE).statusCode()).isEqualTo(413);
        assertThat(ROOT.send("POST", "/api/v1/keys", "name=a", Map.of("Content-Type", "text/plain"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(ROOT.send("DELETE", "/api/v1/keys/" + UUID.randomUUID(), null, NONE)
                        .statusCode())
                .isEqualTo(404);
        assertThat(ROOT.send("DELETE", "/api/v1/keys/1", null, NONE).statusCode())
                .isEqualTo(400);
    }

    @Test
    void startsWithoutAuthenticationOnlyWhereNobodyElseCanReachIt() {
        var open = RunningServer.configuration(
                DataFolder.create("open"), Map.of("DEV_NO_AUTH", "true", "SERVER_HOST", "0.0.0.0"));
        assertThatThrownBy(() -> Antiphon.start(open, step -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContainingAll("--dev-no-auth", "SERVER_HOST=127.0.0.1");
    }

    private static JsonNode make(String name, String... scopes) throws Exception {
        HttpResponse<byte[]> response = ROOT.send("POST", "/api/v1/keys", key(name, scopes), NONE);
        assertThat(response.statusCode()).isEqualTo(201);
        return json(response);
    }

    private static String key(String name, String... scopes) {
        return JsonMapper.shared().writeValueAsString(Map.of("name", name, "scopes", List.of(scopes)));
    }

    private static void assertRefused(HttpResponse<byte[]> response, String code) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(error(response).path("code").asString()).isEqualTo(code);
    }

    private static JsonNode error(HttpResponse<byte[]> response) {
        return json(response).path("error");
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
