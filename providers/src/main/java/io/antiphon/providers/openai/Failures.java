package io.antiphon.providers.openai;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What goes wrong at an endpoint, in our words. The vendor's own message is left out: it may quote the key or what the
 * caller said. Its code and parameter name are kept.
 */
final class Failures {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,64}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(?:\\.\\d+)?");

    private final String provider;
    private final String model;

    Failures(ChatEndpoint endpoint) {
        this.provider = endpoint.name();
        this.model = endpoint.model();
    }

    /** For an answer with an error status. */
    ProviderFailure status(int status, String body, String retryAfter) {
        JsonNode error = error(body);
        String details = details(error);
        return switch (status) {
            case 401, 403 ->
                failure(Kind.AUTHENTICATION, "the API key was refused: check the key and what it may use" + details);
            case 402 -> failure(Kind.QUOTA, "there is no credit left: check the account's billing" + details);
            case 404 ->
                failure(
                        Kind.BAD_REQUEST,
                        "there is nothing at this address, or no model " + model + ": check the base URL and the model"
                                + details);
            case 408 -> failure(Kind.UNREACHABLE, "the endpoint gave up waiting" + details);
            case 429 -> tooMuch(error, details, retryAfter);
            default ->
                status >= 500
                        ? failure(
                                Kind.VENDOR_FAULT,
                                "the endpoint failed with status " + status + wait(retryAfter) + details)
                        : failure(Kind.BAD_REQUEST, "the request was refused with status " + status + details);
        };
    }

    /** For an error object inside a stream, or in place of one. */
    ProviderFailure inAnswer(JsonNode error) {
        String details = details(error);
        String word = word(error, "code") + " " + word(error, "type");
        if (isQuota(error) || word.contains("rate_limit") || word.startsWith("429")) {
            return tooMuch(error, details, "");
        }
        if (word.contains("api_key") || word.contains("authentication") || word.startsWith("401")) {
            return failure(Kind.AUTHENTICATION, "the API key was refused: check the key" + details);
        }
        if (word.contains("invalid_request") || word.contains("context_length") || word.startsWith("400")) {
            return failure(Kind.BAD_REQUEST, "the request was refused" + details);
        }
        return failure(Kind.VENDOR_FAULT, "the answer broke off with an error" + details);
    }

    ProviderFailure unreachable(Throwable why) {
        return failure(
                Kind.UNREACHABLE,
                "no connection, or it broke (" + why.getClass().getSimpleName()
                        + "): check the base URL and the network");
    }

    ProviderFailure late(String what) {
        return failure(Kind.UNREACHABLE, what);
    }

    ProviderFailure unreadable(String what) {
        return failure(Kind.VENDOR_FAULT, what);
    }

    private ProviderFailure tooMuch(JsonNode error, String details, String retryAfter) {
        return isQuota(error)
                ? failure(Kind.QUOTA, "the account's quota is used up: check its plan and billing" + details)
                : failure(Kind.RATE_LIMIT, "too many requests just now" + wait(retryAfter) + details);
    }

    private static boolean isQuota(JsonNode error) {
        String words = word(error, "code") + " " + word(error, "type");
        return words.contains("insufficient_quota") || words.contains("billing");
    }

    private static String wait(String retryAfter) {
        return SECONDS.matcher(retryAfter).matches() ? ", try again in " + retryAfter + " s" : "";
    }

    private static String details(JsonNode error) {
        var details = new StringBuilder();
        for (String field : new String[] {"code", "type", "param"}) {
            String word = word(error, field);
            if (!word.isEmpty()) {
                details.append(details.isEmpty() ? " (" : ", ")
                        .append(field)
                        .append(' ')
                        .append(word);
            }
        }
        return details.isEmpty() ? "" : details.append(')').toString();
    }

    private static String word(JsonNode error, String field) {
        String word = error.path(field).asString("");
        return WORD.matcher(word).matches() ? word : "";
    }

    private static JsonNode error(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree.path(0).path("error").isObject() ? tree.path(0).path("error") : tree.path("error");
        } catch (JacksonException page) {
            return JSON.missingNode();
        }
    }

    private ProviderFailure failure(Kind kind, String message) {
        return new ProviderFailure(provider, kind, message);
    }
}
