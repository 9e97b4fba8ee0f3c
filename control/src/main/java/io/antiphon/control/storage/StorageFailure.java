package io.antiphon.control.storage;

import org.jspecify.annotations.Nullable;

/** The database cannot be started or used. The message is for the operator and says what to do about it. */
public final class StorageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageFailure(String message) {
        this(message, null);
    }

    public StorageFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
