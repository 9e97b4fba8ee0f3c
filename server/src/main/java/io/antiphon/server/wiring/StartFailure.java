package io.antiphon.server.wiring;

import org.jspecify.annotations.Nullable;

/** The server cannot start; the message says why and what to do. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
