package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static io.antiphon.server.Api.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.testkit.anthropic.AnthropicScript;
import io.antiphon.testkit.anthropic.AnthropicSimulator;
import io.antiphon.testkit.elevenlabs.ElevenLabsSimulator;
import io.antiphon.testkit.wire.Door;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What callers notice of an organisation's own keys while the server runs, and when it starts with another master key. */
@Tag("slow")
@Isolated("starts a server besides, which makes others' callers wait")
class OrganisationKeysTest {
    private static final String KEY = "good-0123456789-abcd";
    private static final String REVOKED = "revoked-9876543210-wxyz";
    private static final String ANSWER = "Raise the head of the bed.";
    private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String OTHER_MASTER_KEY = "/wECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private final Path data = DataFolder.create("organisation-keys");

    @Test
    void countFromTheNextCallOnAndOutliveAWrongMasterKey() throws Exception {
        try (var anthropic = AnthropicSimulator.start(KEY);
                var elevenLabs = ElevenLabsSimulator.start(KEY)) {
            anthropic.scripts().always(AnthropicScript.answering("Raise", " the head", " of the bed", "."));
            Map<String, String> vendors = Map.of(
                    "ANTHROPIC_BASE_URL", anthropic.baseUrl().toString(),
                    "ELEVENLABS_BASE_URL", elevenLabs.baseUrl().toString());
            countFromTheNextCallOn(vendors, elevenLabs.door());
            areKeptAndNotUsedUnderAnotherMasterKey(vendors);
            serveAgainUnderTheirOwn(vendors);
        }
    }

    private void countFromTheNextCallOn(Map<String, String> vendors, Door elevenLabs) throws Exception {
        try (var server = start(vendors, MASTER_KEY)) {
            Api api = server.api();
            assertThat(mind(called(api))).isEqualTo("lector");

            set(api, "anthropic", KEY);
            set(api, "elevenlabs", KEY);
            assertThat(check(api, "anthropic").path("serves").asBoolean()).isTrue();
            JsonNode answered = called(api);
            assertThat(mind(answered)).isEqualTo("anthropic");
            assertThat(words(answered, "assistant").getLast()).isEqualTo(ANSWER);
            var request = elevenLabs.takeRequest();
            assertThat(request.route()).contains("/text-to-speech/");
            assertThat(request.header("xi-api-key")).isEqualTo(KEY);

            set(api, "anthropic", REVOKED);
            assertThat(check(api, "anthropic").path("kind").asString()).isEqualTo("authentication");
            assertThat(words(called(api), "assistant").getLast()).isNotEqualTo(ANSWER);
            assertThat(text(api, "/metrics"))
                    .contains("antiphon_provider_failures_total{kind=\"authentication\",provider=\"anthropic\"}");

            set(api, "anthropic", KEY);
            assertThat(words(called(api), "assistant").getLast()).isEqualTo(ANSWER);
            assertThat(text(api, "/api/v1/audit")).contains("vendor_key.set", "vendor_key.replaced", "abcd", "wxyz");
            for (String path : new String[] {"/api/v1/providers", "/api/v1/audit", "/api/v1/system", "/metrics"}) {
                assertThat(text(api, path)).as(path).doesNotContain(KEY, REVOKED);
            }
            stop(server);
            assertThat(String.join("\n", server.printed()))
                    .contains("anthropic failed: AUTHENTICATION")
                    .doesNotContain(KEY, REVOKED, MASTER_KEY);
        }
    }

    private void areKeptAndNotUsedUnderAnotherMasterKey(Map<String, String> vendors) throws Exception {
        try (var server = start(vendors, OTHER_MASTER_KEY)) {
            assertThat(server.printed())
                    .anyMatch(
                            line -> line.contains("2 of the vendors' keys set in the console cannot be read: MASTER_KEY"
                                    + " is not what they were encrypted with. Put the former master key back"));
            JsonNode anthropic = provider(server.api(), "anthropic");
            assertThat(anthropic.path("key").path("opens").asBoolean()).isFalse();
            assertThat(anthropic.path("key").path("last_four").asString()).isEqualTo("abcd");
            assertThat(anthropic.path("configured").asBoolean()).isFalse();
            stop(server);
        }
    }

    private void serveAgainUnderTheirOwn(Map<String, String> vendors) throws Exception {
        try (var server = start(vendors, MASTER_KEY)) {
            assertThat(server.printed()).noneMatch(line -> line.contains("cannot be read"));
            assertThat(check(server.api(), "anthropic").path("serves").asBoolean())
                    .isTrue();
            assertThat(check(server.api(), "elevenlabs").path("serves").asBoolean())
                    .isTrue();
        }
    }

    private ServerProcess start(Map<String, String> vendors, String masterKey) throws Exception {
        var environment = new HashMap<>(vendors);
        environment.put("MASTER_KEY", masterKey);
        return ServerProcess.start(data, environment);
    }

    private static void stop(ServerProcess server) throws Exception {
        server.terminate();
        assertThat(server.awaitEnd()).isIn(0, 143);
    }

    /** A call of one question, when it is over. */
    private static JsonNode called(Api api) throws Exception {
        try (var phone = Telephone.browser(api, "palli-sahayak")) {
            phone.hearsTheAgentOut();
            phone.says("How can I ease breathlessness at night?");
            phone.hearsTheAgentOut();
            phone.hangsUp();
            return api.ended(phone.callId());
        }
    }

    private static String mind(JsonNode call) {
        return each(call.path("turns_detail")).getLast().path("mind").asString();
    }

    private static void set(Api api, String provider, String key) throws Exception {
        assertThat(api.send("PUT", "/api/v1/providers/" + provider + "/key", "{\"key\":\"" + key + "\"}", Map.of())
                        .statusCode())
                .isEqualTo(200);
    }

    private static JsonNode check(Api api, String provider) throws Exception {
        return JsonMapper.shared()
                .readTree(api.send("POST", "/api/v1/providers/" + provider + "/check", "{}", Map.of())
                        .body());
    }

    private static JsonNode provider(Api api, String name) throws Exception {
        return each(api.json("/api/v1/providers").path("providers")).stream()
                .filter(one -> one.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Api api, String path) throws Exception {
        return new String(api.get(path).body(), StandardCharsets.UTF_8);
    }
}
