package io.antiphon.ports;

import org.jspecify.annotations.Nullable;

/**
 * A provider did not do what it was asked. Expected, so checked; one place in the conversation decides what follows.
 *
 * <p>The message names the provider and the remedy. It never carries what a caller said.
 */
public final class ProviderFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as far as it matters for what to do next. */
    public enum Kind {
        /** The key is missing, wrong or revoked. */
        AUTHENTICATION(false),
        /** Paid-for quota is used up. */
        QUOTA(false),
        /** Too many requests just now. */
        RATE_LIMIT(true),
        /** No connection, or it broke, or nothing came in time. */
        UNREACHABLE(true),
        /** The provider understood the request and refuses it. */
        BAD_REQUEST(false),
        /** The provider broke, or sent what nobody can read. */
        VENDOR_FAULT(true),
        /** Not set up on this machine. */
        NOT_CONFIGURED(false);

        private final boolean worthAnotherTry;

        Kind(boolean worthAnotherTry) {
            this.worthAnotherTry = worthAnotherTry;
        }

        /** Whether the same request may succeed when made again. */
        public boolean worthAnotherTry() {
            return worthAnotherTry;
        }
    }

    private final String provider;
    private final Kind kind;

    public ProviderFailure(String provider, Kind kind, String message) {
        this(provider, kind, message, null);
    }

    public ProviderFailure(String provider, Kind kind, String message, @Nullable Throwable cause) {
        super(provider + ": " + message, cause);
        this.provider = provider;
        this.kind = kind;
    }

    public String provider() {
        return provider;
    }

    public Kind kind() {
        return kind;
    }
}
