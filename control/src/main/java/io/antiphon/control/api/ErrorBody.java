package io.antiphon.control.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What every failed request is answered with. */
record ErrorBody(Problem error, @JsonProperty("request_id") String requestId) {

    static ErrorBody of(String code, String message, @Nullable String field, String requestId) {
        return new ErrorBody(new Problem(code, message, field), requestId);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Problem(String code, String message, @Nullable String field) {}
}
