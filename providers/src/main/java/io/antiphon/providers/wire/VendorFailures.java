package io.antiphon.providers.wire;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What goes wrong at a vendor, in our words. The vendor's own message is left out: it may quote the key or what the
 * caller said. Of its codes only plain words are kept.
 */
public final class VendorFailures {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z_-]{0,47}(?:-?\\d{1,5})?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(?:\\.\\d+)?");
    private static final List<String> QUOTA = List.of("quota", "billing", "credit", "insufficient_funds", "payment");
    private static final List<String> RATE =
            List.of("rate_limit", "too_many", "concurren", "resource_exhausted", "max_active", "overloaded_quota");
    private static final List<String> AUTHENTICATION =
            List.of("auth", "api_key", "permission", "invalid_key", "forbidden");
    private static final List<String> BAD = List.of("invalid", "bad_request", "not_found", "unsupported", "data-0");

    private static final String REFUSED = "the request was refused with status ";
    private static final String CHECK = ": check model, voice, language and address";

    private final String provider;

    /** Speaks for the vendor of this short name, as in configuration and records. */
    public VendorFailures(String provider) {
        this.provider = provider;
    }

    /** The vendor's short name. */
    public String provider() {
        return provider;
    }

    /**
     * For an answer with an error status.
     *
     * @param codes the vendor's own words for it, such as {@code rate_limit_error}; what is no plain word is left out
     */
    public ProviderFailure status(int status, HttpHeaders headers, String... codes) {
        return status(status, headers.firstValue("retry-after").orElse(""), codes);
    }

    /** The same where the vendor says elsewhere, in seconds, when to try again. */
    public ProviderFailure status(int status, String retryAfter, String... codes) {
        String details = details(codes);
        return switch (status) {
            case 401, 403 ->
                failure(Kind.AUTHENTICATION, "the API key was refused: check the key and what it may use" + details);
            case 400 ->
                holds(List.of("api_key"), codes)
                        ? failure(Kind.AUTHENTICATION, "the API key was refused: check the key" + details)
                        : failure(Kind.BAD_REQUEST, REFUSED + status + CHECK + details);
            case 402 -> failure(Kind.QUOTA, "there is no credit left: check the account's billing" + details);
            case 408 -> failure(Kind.UNREACHABLE, "the vendor gave up waiting" + details);
            case 429 ->
                holds(QUOTA, codes)
                        ? failure(Kind.QUOTA, "the account's quota is used up: check its plan and billing" + details)
                        : failure(Kind.RATE_LIMIT, "too many requests just now" + wait(retryAfter) + details);
            default ->
                status >= 500
                        ? failure(
                                Kind.VENDOR_FAULT,
                                "the vendor failed with status " + status + wait(retryAfter) + details)
                        : failure(Kind.BAD_REQUEST, REFUSED + status + CHECK + details);
        };
    }

    /** For an error told in the middle of a conversation, by the vendor's words for it. */
    public ProviderFailure told(String... codes) {
        String details = details(codes);
        if (holds(QUOTA, codes)) {
            return failure(Kind.QUOTA, "the account's quota is used up: check its plan and billing" + details);
        }
        if (holds(RATE, codes)) {
            return failure(Kind.RATE_LIMIT, "too many requests just now" + details);
        }
        if (holds(AUTHENTICATION, codes)) {
            return failure(Kind.AUTHENTICATION, "the API key was refused: check the key and what it may use" + details);
        }
        if (holds(BAD, codes)) {
            return failure(Kind.BAD_REQUEST, "the request was refused" + details);
        }
        return failure(Kind.VENDOR_FAULT, "the vendor broke off with an error" + details);
    }

    /** For a WebSocket that the vendor closed before its time, by code (RFC 6455 §7.4) and the words of its reason. */
    public ProviderFailure closed(int code, String reason) {
        String[] words = reason.split("[\\s:,.]+", 2);
        String[] codes = {"close " + code, words[0]};
        String details = " (close code " + code + (WORD.matcher(words[0]).matches() ? ", " + words[0] : "") + ")";
        return switch (code) {
            case 1000, 1001, 1005, 1006, 1012 ->
                failure(Kind.UNREACHABLE, "the vendor hung up in the middle" + details);
            case 1003, 1007, 1008, 1009 -> told(codes);
            case 1013 -> failure(Kind.RATE_LIMIT, "the vendor is too busy just now" + details);
            default -> failure(Kind.VENDOR_FAULT, "the vendor broke off" + details);
        };
    }

    /** For a connection that could not be made, or broke. */
    public ProviderFailure broken(Throwable why) {
        if (why instanceof HttpTimeoutException) {
            return late("no connection within the time for it: check the network");
        }
        if (why instanceof ProtocolException) {
            return unreadable("sent what its protocol does not allow");
        }
        if (why instanceof IOException && why.getCause() instanceof ProtocolException) {
            return unreadable("sent what its protocol does not allow");
        }
        return failure(
                Kind.UNREACHABLE,
                "no connection, or it broke (" + why.getClass().getSimpleName() + "): check address and network");
    }

    /** For what did not come in time. */
    public ProviderFailure late(String what) {
        return failure(Kind.UNREACHABLE, what);
    }

    /** For what nobody can read. */
    public ProviderFailure unreadable(String what) {
        return failure(Kind.VENDOR_FAULT, what);
    }

    /** For a language that the vendor does not serve. */
    public ProviderFailure language(String language) {
        return failure(
                Kind.BAD_REQUEST,
                "does not serve the language " + language + ": choose another provider for this agent");
    }

    private static boolean holds(List<String> marks, String... codes) {
        for (String code : codes) {
            String plain = code.toLowerCase(Locale.ROOT);
            if (marks.stream().anyMatch(plain::contains)) {
                return true;
            }
        }
        return false;
    }

    private static String wait(String retryAfter) {
        return SECONDS.matcher(retryAfter).matches() ? ", try again in " + retryAfter + " s" : "";
    }

    private static String details(String... codes) {
        var details = new StringBuilder();
        for (String code : codes) {
            if (WORD.matcher(code).matches()) {
                details.append(details.isEmpty() ? " (" : ", ").append(code);
            }
        }
        return details.isEmpty() ? "" : details.append(')').toString();
    }

    private ProviderFailure failure(Kind kind, String message) {
        return new ProviderFailure(provider, kind, message);
    }
}
