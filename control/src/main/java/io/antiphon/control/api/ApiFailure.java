package io.antiphon.control.api;

import org.jspecify.annotations.Nullable;

/** A request that cannot be fulfilled, as the caller of the API is told. */
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String field;

    private ApiFailure(int status, String code, String message, @Nullable String field) {
        super(message);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    /** Nothing of that name or id is there, or it belongs to somebody else. */
    public static ApiFailure notFound(String message) {
        return new ApiFailure(404, "not_found", message, null);
    }

    /** {@code field} of the request cannot be used; the message names the remedy. */
    public static ApiFailure invalid(String field, String message) {
        return new ApiFailure(400, "invalid_request", message, field);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }
}
