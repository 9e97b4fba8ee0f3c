package io.antiphon.control.api;

import org.jspecify.annotations.Nullable;

/** A request that cannot be fulfilled, as the caller of the API is told. */
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String field;
    private final @Nullable String remedy;
    private final long retryAfterSeconds;

    private ApiFailure(int status, String code, String message, @Nullable String field, @Nullable String remedy) {
        this(status, code, message, field, remedy, 0);
    }

    private ApiFailure(
            int status,
            String code,
            String message,
            @Nullable String field,
            @Nullable String remedy,
            long retryAfterSeconds) {
        super(message);
        this.status = status;
        this.code = code;
        this.field = field;
        this.remedy = remedy;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Nothing of that name or id is there, or it belongs to somebody else. */
    public static ApiFailure notFound(String message) {
        return new ApiFailure(404, "not_found", message, null, null);
    }

    /** {@code field} of the request cannot be used; the message names the remedy. */
    public static ApiFailure invalid(String field, String message) {
        return new ApiFailure(400, "invalid_request", message, field, null);
    }

    /** {@code field} of the request is well written, and yet nothing can be done with it; the message names the remedy. */
    public static ApiFailure unprocessable(String field, String message) {
        return new ApiFailure(422, "unprocessable", message, field, null);
    }

    /** Something else is in the way, such as a name that is taken. */
    public static ApiFailure conflict(@Nullable String field, String message, String remedy) {
        return new ApiFailure(409, "conflict", message, field, remedy);
    }

    /** Any other refusal. */
    public static ApiFailure of(int status, String code, String message, @Nullable String remedy) {
        return new ApiFailure(status, code, message, null, remedy);
    }

    /** The same, worth another try after so many seconds. */
    public ApiFailure after(long seconds) {
        return new ApiFailure(status, code, String.valueOf(getMessage()), field, remedy, seconds);
    }

    /** Seconds after which another try may succeed; 0 where nobody knows. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
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

    public @Nullable String remedy() {
        return remedy;
    }
}
