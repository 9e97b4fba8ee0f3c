package io.antiphon.providers.openai;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a chat model is to be asked, and how.
 *
 * @param name the provider's short name in configuration and records: {@code openai}, {@code groq}, {@code ollama}
 * @param baseUrl what stands before {@code /chat/completions}, such as {@code https://api.openai.com/v1}
 * @param apiKey null for a server that asks for none; never printed
 * @param model the vendor's name for the model
 * @param temperature null to leave it to the vendor; some models refuse it
 * @param maxTokens most tokens of an answer
 * @param extra further fields of the request as a JSON object, such as {@code {"reasoning_effort":"low"}}; they win
 *     over ours
 * @param timeouts how long to wait for what
 */
public record ChatEndpoint(
        String name,
        URI baseUrl,
        @Nullable String apiKey,
        String model,
        @Nullable Double temperature,
        int maxTokens,
        String extra,
        Timeouts timeouts) {
    private static final JsonMapper JSON = new JsonMapper();

    public ChatEndpoint {
        if (!List.of("http", "https").contains(baseUrl.getScheme()) || baseUrl.getHost() == null) {
            throw new IllegalArgumentException(
                    "baseUrl of " + name + " must be an http or https address such as https://api.openai.com/v1");
        }
        if (apiKey != null && !apiKey.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "apiKey of " + name + " must be one line of plain characters without spaces: copy it again");
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("model of " + name + " is empty: name the model to ask");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens of " + name + " must be at least 1, not " + maxTokens);
        }
        fields(name, extra);
    }

    /** An endpoint with ordinary settings: answers of up to 400 tokens, the vendor's own temperature. */
    public static ChatEndpoint of(String name, URI baseUrl, @Nullable String apiKey, String model) {
        return new ChatEndpoint(name, baseUrl, apiKey, model, null, 400, "{}", Timeouts.ORDINARY);
    }

    public ChatEndpoint withTimeouts(Timeouts other) {
        return new ChatEndpoint(name, baseUrl, apiKey, model, temperature, maxTokens, extra, other);
    }

    URI chatCompletions() {
        String base = baseUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/chat/completions");
    }

    ObjectNode extraFields() {
        return fields(name, extra);
    }

    private static ObjectNode fields(String name, String extra) {
        try {
            if (JSON.readTree(extra) instanceof ObjectNode fields) {
                return fields;
            }
        } catch (JacksonException unreadable) {
            // Told below, without the text.
        }
        throw new IllegalArgumentException("extra of " + name + " must be a JSON object such as {\"top_p\":0.9}");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ChatEndpoint[" + name + ", " + baseUrl + ", " + model + "]";
    }

    /**
     * How long to wait.
     *
     * @param connect for the connection
     * @param firstToken from the request until the first piece of the answer
     * @param idle between two pieces
     */
    public record Timeouts(Duration connect, Duration firstToken, Duration idle) {
        /** Generous: the conversation gives up earlier by its own clock. */
        public static final Timeouts ORDINARY =
                new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(10));
    }
}
