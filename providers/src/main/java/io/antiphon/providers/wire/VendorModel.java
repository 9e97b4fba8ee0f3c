package io.antiphon.providers.wire;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A vendor's model and how it is to be asked.
 *
 * @param base the vendor's address without a path
 * @param model the vendor's name for the model
 * @param maxTokens most tokens of an answer
 * @param extra further fields of the request as a JSON object; they win over ours
 */
public record VendorModel(ApiKey key, URI base, String model, int maxTokens, String extra, AnswerTimes times) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SPOKEN_ANSWER = 400;

    public VendorModel {
        if (!List.of("http", "https").contains(base.getScheme()) || base.getHost() == null) {
            throw new IllegalArgumentException("the address of model " + model + " must begin with http or https");
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("model is empty: name the model to ask");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1, not " + maxTokens);
        }
        fields(extra);
    }

    /** A model with ordinary settings: answers of up to 400 tokens. */
    public static VendorModel of(ApiKey key, URI base, String model) {
        return new VendorModel(key, base, model, SPOKEN_ANSWER, "{}", AnswerTimes.ORDINARY);
    }

    public VendorModel withTimes(AnswerTimes other) {
        return new VendorModel(key, base, model, maxTokens, extra, other);
    }

    /** The further fields, for a request of one's own. */
    public ObjectNode extraFields() {
        return fields(extra);
    }

    /** A client for this model; keeps its connections warm. */
    public HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(times.connect())
                // Over plain http the JDK would ask to upgrade to HTTP/2, which confuses some proxies.
                .version("https".equals(base.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static ObjectNode fields(String extra) {
        try {
            if (JSON.readTree(extra) instanceof ObjectNode fields) {
                return fields;
            }
        } catch (JacksonException unreadable) {
            // Told below, without the text.
        }
        throw new IllegalArgumentException("extra must be a JSON object such as {\"top_k\":5}");
    }
}
