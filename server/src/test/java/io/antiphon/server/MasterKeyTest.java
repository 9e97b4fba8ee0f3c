package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static io.antiphon.server.VendorServer.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.server.wiring.Antiphon;
import io.antiphon.testkit.anthropic.AnthropicSimulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that starts again with another master key than the one that its vendors' keys were sealed with. */
@Isolated("starts servers besides, which makes others' callers wait")
class MasterKeyTest {
    private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String OTHER_MASTER_KEY = "/wECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final String ASKING = """
            {"name": "asking", "tools": [{"name": "orders", "description": "Looks up.", "url": "https://a.example/o",
             "headers": {"Authorization": "tool-secret"}}]}
            """;

    private final Path data = DataFolder.create("master-key");

    @Test
    void keepsKeysAndDoesNotUseThemUntilTheFormerOneIsBack() throws Exception {
        try (var anthropic = AnthropicSimulator.start(KEY);
                var printed = new Printed()) {
            String vendor = anthropic.baseUrl().toString();
            try (var antiphon = start(vendor, MASTER_KEY)) {
                Api.at(antiphon.port(), data)
                        .send("PUT", "/api/v1/providers/anthropic/key", "{\"key\":\"" + KEY + "\"}", Map.of());
                Api.at(antiphon.port(), data).send("POST", "/api/v1/agents", ASKING, Map.of());
            }
            assertThat(printed.soFar()).doesNotContain("cannot be read");
            try (var antiphon = start(vendor, OTHER_MASTER_KEY)) {
                assertThat(printed.soFar())
                        .contains("1 of the vendors' keys set in the console cannot be read: MASTER_KEY, or"
                                + " DATA_DIR/master.key, is not what they were encrypted with. Give the key that was as"
                                + " MASTER_KEY_FORMER");
                JsonNode provider = provider(Api.at(antiphon.port(), data));
                assertThat(provider.path("key").path("opens").asBoolean()).isFalse();
                assertThat(provider.path("key").path("last_four").asString()).isEqualTo("abcd");
                assertThat(provider.path("configured").asBoolean()).isFalse();
                assertThat(printed.soFar())
                        .contains("agent asking does without its tool orders, whose headers cannot be");
                Api api = Api.at(antiphon.port(), data);
                assertThat(warnings(api, "asking"))
                        .singleElement()
                        .asString()
                        .contains("headers of orders cannot be read");
                assertThat(warnings(api, "palli-sahayak")).isEmpty();
                assertThat(api.send("PATCH", "/api/v1/agents/asking", "{\"greeting\":\"Hello.\"}", Map.of())
                                .statusCode())
                        .as("the rest of the agent can be changed")
                        .isEqualTo(200);
            }
            try (var antiphon = start(vendor, MASTER_KEY)) {
                assertThat(serves(Api.at(antiphon.port(), data))).isTrue();
                assertThat(warnings(Api.at(antiphon.port(), data), "asking")).isEmpty();
            }
            var steps = new ArrayList<String>();
            try (var antiphon =
                    start(vendor, Map.of("MASTER_KEY", OTHER_MASTER_KEY, "MASTER_KEY_FORMER", MASTER_KEY), steps)) {
                assertThat(steps)
                        .contains("Encrypted secrets in 4 places anew, under MASTER_KEY or DATA_DIR/master.key: take"
                                + " MASTER_KEY_FORMER out now");
                assertThat(serves(Api.at(antiphon.port(), data))).isTrue();
            }
            steps.clear();
            try (var antiphon = start(vendor, Map.of("MASTER_KEY", OTHER_MASTER_KEY), steps)) {
                assertThat(String.join("\n", steps)).doesNotContain("Encrypted secrets");
                assertThat(serves(Api.at(antiphon.port(), data))).isTrue();
                assertThat(warnings(Api.at(antiphon.port(), data), "asking")).isEmpty();
            }
            assertThat(printed.soFar()).doesNotContain("tool-secret", KEY, MASTER_KEY, OTHER_MASTER_KEY);
        }
    }

    private Antiphon start(String vendor, String masterKey) {
        return start(vendor, Map.of("MASTER_KEY", masterKey), new ArrayList<>());
    }

    private Antiphon start(String vendor, Map<String, String> keys, List<String> steps) {
        var settings = new HashMap<>(keys);
        settings.put("ANTHROPIC_BASE_URL", vendor);
        return Antiphon.start(RunningServer.configuration(data, settings), steps::add);
    }

    private static boolean serves(Api api) throws Exception {
        var checked = api.send("POST", "/api/v1/providers/anthropic/check", "{}", Map.of());
        return JsonMapper.shared().readTree(checked.body()).path("serves").asBoolean();
    }

    private static List<String> warnings(Api api, String agent) throws Exception {
        return each(api.json("/api/v1/agents/" + agent).path("warnings")).stream()
                .map(warning -> warning.path("message").asString())
                .toList();
    }

    private static JsonNode provider(Api api) throws Exception {
        return each(api.json("/api/v1/providers").path("providers")).stream()
                .filter(one -> one.path("name").asString().equals("anthropic"))
                .findFirst()
                .orElseThrow();
    }
}
