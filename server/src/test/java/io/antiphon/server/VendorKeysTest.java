package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys of vendors that an organisation brings itself, on a server that was started without any. */
@Execution(ExecutionMode.SAME_THREAD)
class VendorKeysTest {
    private static final Api ROOT = RunningServer.shared().api();
    private static final String SECRET = "gr-test-0123456789-wxyz";

    @AfterEach
    void withoutKeys() throws Exception {
        delete("groq");
    }

    @Test
    void switchesAVendorOnWithoutARestartAndOffAgain() throws Exception {
        assertThat(provider("groq").path("configured").asBoolean()).isFalse();

        JsonNode set = json(set("groq", SECRET));
        assertThat(set.path("source").asString()).isEqualTo("console");
        assertThat(set.path("key").path("last_four").asString()).isEqualTo("wxyz");
        assertThat(set.path("key").path("opens").asBoolean()).isTrue();
        assertThat(minds()).contains("groq");

        assertThat(delete("groq").statusCode()).isEqualTo(200);
        assertThat(provider("groq").path("source").isNull()).isTrue();
        assertThat(minds()).doesNotContain("groq");
        assertThat(delete("groq").statusCode()).isEqualTo(404);
    }

    @Test
    void neverShowsAKeyAgain() throws Exception {
        HttpResponse<byte[]> set = set("groq", SECRET);
        for (byte[] answer : new byte[][] {
            set.body(),
            ROOT.get("/api/v1/providers").body(),
            ROOT.get("/api/v1/audit").body(),
        }) {
            assertThat(new String(answer, StandardCharsets.UTF_8))
                    .contains("wxyz")
                    .doesNotContain(SECRET);
        }
        assertThat(Files.getPosixFilePermissions(RunningServer.shared().data().resolve("master.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @CsvSource({
        "groq,      {},                        400, key",
        "groq,      '{\"key\":\"\"}',          400, key",
        "groq,      '{\"key\":\"two words\"}', 400, key",
        "groq,      '{\"key\":7}',             400, key",
        "groq,      '{\"key\":\"k\",\"x\":1}', 400, x",
        "sphinx4,   '{\"key\":\"k\"}',         409, ",
        "nobody,    '{\"key\":\"k\"}',         404, ",
    })
    void saysWhatIsWrongWithAKey(String name, String body, int status, @Nullable String field) throws Exception {
        HttpResponse<byte[]> refused = ROOT.send("PUT", "/api/v1/providers/" + name + "/key", body, Map.of());
        assertThat(refused.statusCode()).isEqualTo(status);
        JsonNode error = json(refused).path("error");
        assertThat(error.path("message").asString()).isNotEmpty().doesNotContain("two words");
        if (field != null) {
            assertThat(error.path("field").asString()).isEqualTo(field);
        }
    }

    @Test
    void takesKeysFromNobodyWhoMayOnlyChangeAgents() throws Exception {
        String made = new String(
                ROOT.send(
                                "POST",
                                "/api/v1/keys",
                                "{\"name\":\"agents only\",\"scopes\":[\"agents:read\",\"agents:write\"]}",
                                Map.of())
                        .body(),
                StandardCharsets.UTF_8);
        Api agentsOnly =
                ROOT.with(JsonMapper.shared().readTree(made).path("secret").asString());
        String path = "/api/v1/providers/groq/key";
        assertThat(agentsOnly.send("PUT", path, "{\"key\":\"k\"}", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(agentsOnly.send("DELETE", path, null, Map.of()).statusCode()).isEqualTo(403);
        assertThat(ROOT.with("").send("PUT", path, "{}", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void keepsThoseOfAnotherOrganisationOutOfReach() throws Exception {
        Neighbour neighbour =
                Neighbour.of(RunningServer.shared(), "agents:read agents:write providers:write audit:read");
        Api theirs = ROOT.with(neighbour.key());
        String path = "/api/v1/providers/groq/key";
        set("groq", SECRET);

        assertThat(provider(theirs, "groq").path("key").isNull()).isTrue();
        assertThat(provider(theirs, "groq").path("configured").asBoolean()).isFalse();
        assertThat(minds(theirs)).doesNotContain("groq");
        assertThat(theirs.send("POST", "/api/v1/providers/groq/check", "{}", Map.of())
                        .statusCode())
                .isEqualTo(409);
        assertThat(theirs.send("DELETE", path, null, Map.of()).statusCode()).isEqualTo(404);

        String their = "gr-theirs-0123456789-mnop";
        assertThat(theirs.send("PUT", path, "{\"key\":\"" + their + "\"}", Map.of())
                        .statusCode())
                .isEqualTo(200);
        assertThat(provider("groq").path("key").path("last_four").asString()).isEqualTo("wxyz");
        assertThat(provider(theirs, "groq").path("key").path("last_four").asString())
                .isEqualTo("mnop");
        assertThat(new String(ROOT.get("/api/v1/audit").body(), StandardCharsets.UTF_8))
                .doesNotContain("mnop");
        delete("groq");
        assertThat(minds(theirs)).contains("groq");
    }

    private static HttpResponse<byte[]> set(String name, String key) throws Exception {
        return ROOT.send("PUT", "/api/v1/providers/" + name + "/key", "{\"key\":\"" + key + "\"}", Map.of());
    }

    private static HttpResponse<byte[]> delete(String name) throws Exception {
        return ROOT.send("DELETE", "/api/v1/providers/" + name + "/key", null, Map.of());
    }

    private static JsonNode provider(String name) throws Exception {
        return provider(ROOT, name);
    }

    private static JsonNode provider(Api api, String name) throws Exception {
        return each(api.json("/api/v1/providers").path("providers")).stream()
                .filter(one -> one.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The minds that an agent of the organisation gets who names none. */
    private static List<String> minds() throws Exception {
        return minds(ROOT);
    }

    private static List<String> minds(Api api) throws Exception {
        return each(api.json("/api/v1/system").path("providers").path("mind")).stream()
                .map(mind -> mind.path("name").asString())
                .toList();
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
