package io.antiphon.control.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What every failed request is answered with.
 *
 * @param detail the message once more, for programs written against the older routes below {@code /api}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorBody(Problem error, @Nullable String detail) {

    static ErrorBody of(ApiFailure failure, HttpServletRequest request) {
        String message = String.valueOf(failure.getMessage());
        String path = request.getRequestURI();
        return new ErrorBody(
                new Problem(failure.code(), message, failure.field(), failure.remedy(), RequestIds.of(request)),
                path.startsWith("/api/") && !path.startsWith("/api/v1/") ? message : null);
    }

    /**
     * What is wrong.
     *
     * @param code one word for programs
     * @param field of the request that is meant; null for none
     * @param remedy what to do about it; null where the message says so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Problem(
            String code,
            String message,
            @Nullable String field,
            @Nullable String remedy,
            @JsonProperty("request_id") String requestId) {}
}
