package io.antiphon.testkit.gemini;

import io.antiphon.testkit.wire.HttpScript;
import io.antiphon.testkit.wire.ReceivedRequest;
import io.antiphon.testkit.wire.ScriptedDoor;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code :streamGenerateContent} on loopback. Refuses what the vendor refuses: a wrong key, a stream that is not asked
 * for as events, roles it does not know, empty contents.
 */
public final class GeminiSimulator implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final String key;
    private final ScriptedDoor<GeminiScript> scripts;

    private GeminiSimulator(String key) {
        this.key = key;
        this.scripts = new ScriptedDoor<>(GeminiScript.answering("Hello", " there", "."), this::refusal);
    }

    /** Starts on a free port and admits whoever shows this key. */
    public static GeminiSimulator start(String key) {
        return new GeminiSimulator(key);
    }

    /** What a client takes for {@code https://generativelanguage.googleapis.com}. */
    public URI baseUrl() {
        return URI.create(scripts.door().address());
    }

    /** What is answered next, and what was asked. */
    public ScriptedDoor<GeminiScript> scripts() {
        return scripts;
    }

    private @Nullable HttpScript<?> refusal(ReceivedRequest request) {
        if (!request.header("x-goog-api-key").equals(key)) {
            return GeminiScript.error(400, "INVALID_ARGUMENT", "API_KEY_INVALID", "");
        }
        if (request.route().equals("/v1beta/models")) {
            return HttpScript.json(200, "{\"models\":[]}");
        }
        if (!request.route().matches("/v1beta/models/[^/]+:streamGenerateContent")
                || !request.parameter("alt").equals("sse")) {
            return GeminiScript.error(404, "NOT_FOUND", "", "");
        }
        for (JsonNode content : JSON.readTree(request.body()).path("contents")) {
            String role = content.path("role").asString("");
            if (!List.of("user", "model").contains(role)
                    || content.path("parts").isEmpty()) {
                return GeminiScript.error(400, "INVALID_ARGUMENT", "", "");
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        scripts.close();
    }
}
