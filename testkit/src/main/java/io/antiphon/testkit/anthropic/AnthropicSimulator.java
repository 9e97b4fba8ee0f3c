package io.antiphon.testkit.anthropic;

import io.antiphon.testkit.wire.HttpScript;
import io.antiphon.testkit.wire.ReceivedRequest;
import io.antiphon.testkit.wire.ScriptedDoor;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /v1/messages} on loopback. Refuses what the vendor refuses: a wrong key, a missing version, parameters that the
 * version no longer has, roles that do not take turns, tool results that nobody asked for.
 */
public final class AnthropicSimulator implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> VERSIONS = Set.of("2023-06-01", "2026-10-21");

    private final String key;
    private final ScriptedDoor<AnthropicScript> scripts;

    private AnthropicSimulator(String key) {
        this.key = key;
        this.scripts = new ScriptedDoor<>(AnthropicScript.answering("Hello", " there", "."), this::refusal);
    }

    /** Starts on a free port and admits whoever shows this key. */
    public static AnthropicSimulator start(String key) {
        return new AnthropicSimulator(key);
    }

    /** What a client takes for {@code https://api.anthropic.com}. */
    public URI baseUrl() {
        return URI.create(scripts.door().address());
    }

    /** What is answered next, and what was asked. */
    public ScriptedDoor<AnthropicScript> scripts() {
        return scripts;
    }

    private @Nullable HttpScript<?> refusal(ReceivedRequest request) {
        boolean models = request.route().equals("/v1/models");
        if (!models && !request.route().equals("/v1/messages")) {
            return AnthropicScript.error(404, "not_found_error", "no such route");
        }
        if (!request.header("x-api-key").equals(key)
                && !request.header("authorization").equals("Bearer " + key)) {
            return AnthropicScript.error(401, "authentication_error", "invalid x-api-key");
        }
        if (!VERSIONS.contains(request.header("anthropic-version"))) {
            return AnthropicScript.error(400, "invalid_request_error", "anthropic-version: header is required");
        }
        if (models) {
            return HttpScript.json(200, "{\"data\":[],\"has_more\":false,\"first_id\":null,\"last_id\":null}");
        }
        String wrong = wrong(JSON.readTree(request.body()), request.header("anthropic-version"));
        return wrong.isEmpty() ? null : AnthropicScript.error(400, "invalid_request_error", wrong);
    }

    private static String wrong(JsonNode body, String version) {
        if (body.path("model").asString("").isEmpty() || body.path("max_tokens").asInt(0) < 1) {
            return "model and max_tokens: Field required";
        }
        if (version.equals("2026-10-21") && (body.has("temperature") || body.has("top_p") || body.has("top_k"))) {
            return "temperature: Extra inputs are not permitted";
        }
        Set<String> open = new HashSet<>();
        String expected = "user";
        for (JsonNode message : body.path("messages")) {
            if (!message.path("role").asString("").equals(expected)) {
                return "messages: roles must alternate between user and assistant";
            }
            expected = expected.equals("user") ? "assistant" : "user";
            for (JsonNode block : message.path("content")) {
                switch (block.path("type").asString("")) {
                    case "text" -> {
                        if (block.path("text").asString("").isBlank()) {
                            return "messages: text content blocks must be non-empty";
                        }
                    }
                    case "tool_use" -> open.add(block.path("id").asString(""));
                    case "tool_result" -> {
                        if (!open.remove(block.path("tool_use_id").asString(""))) {
                            return "messages: unexpected tool_use_id found in tool_result blocks";
                        }
                    }
                    default -> {
                        return "messages: unknown block";
                    }
                }
            }
            if (message.path("role").asString("").equals("user") && !open.isEmpty()) {
                return "messages: tool_use ids were found without tool_result blocks immediately after";
            }
        }
        return expected.equals("assistant") ? "" : "messages: must end with a user message";
    }

    @Override
    public void close() throws IOException {
        scripts.close();
    }
}
