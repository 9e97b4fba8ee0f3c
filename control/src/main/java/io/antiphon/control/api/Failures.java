package io.antiphon.control.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.json.JsonMapper;

/** Turns whatever a route throws into one shape of answer. */
@RestControllerAdvice
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final JsonMapper JSON = new JsonMapper();

    @ExceptionHandler
    ResponseEntity<ErrorBody> told(ApiFailure failure, HttpServletRequest request) {
        return body(failure, request);
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> unfit(InvalidField failure, HttpServletRequest request) {
        return body(ApiFailure.invalid(failure.field(), String.valueOf(failure.getMessage())), request);
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        TransactionSystemException.class,
        DataAccessResourceFailureException.class
    })
    ResponseEntity<ErrorBody> storageAway(Exception failure, HttpServletRequest request) {
        return body(storageAway(), request);
    }

    /** Mostly the client hung up while it was answered, and nobody is left to be told. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ErrorBody> broken(IOException failure, HttpServletRequest request, HttpServletResponse response) {
        return response.isCommitted() ? null : unexpected(failure, request);
    }

    /** Spring's own refusals (no such path, wrong method, unreadable body) carry their status with them. */
    @ExceptionHandler
    ResponseEntity<ErrorBody> unexpected(Exception failure, HttpServletRequest request) {
        if (failure instanceof ErrorResponse refusal) {
            int status = refusal.getStatusCode().value();
            return body(ApiFailure.of(status, code(status), reason(status, request), null), request);
        }
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            ApiFailure cause = find(unreadable);
            return body(
                    cause == null ? ApiFailure.of(400, "invalid_request", "the body is not JSON", null) : cause,
                    request);
        }
        // The message may repeat what a caller said; the place where it happened does not.
        LOG.error(
                "request {} failed: {} at {}",
                RequestIds.of(request),
                failure.getClass().getName(),
                failure.getStackTrace().length == 0 ? "unknown" : failure.getStackTrace()[0]);
        return body(
                ApiFailure.of(
                        500, "internal", "something went wrong on the server; its log knows this request id", null),
                request);
    }

    /** Tells {@code failure} where no route has been reached yet. */
    public static void write(ApiFailure failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(failure.status());
        response.setHeader(RequestIds.HEADER, RequestIds.of(request));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsBytes(ErrorBody.of(failure, request)));
    }

    /** The database does not answer. */
    public static ApiFailure storageAway() {
        return ApiFailure.of(503, "storage_unavailable", "the database cannot be reached just now: try again", null);
    }

    private static @Nullable ApiFailure find(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiFailure found) {
                return found;
            }
        }
        return null;
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 413 -> "too_large";
            case 415 -> "unsupported_media_type";
            default -> status < 500 ? "invalid_request" : "internal";
        };
    }

    private static String reason(int status, HttpServletRequest request) {
        return switch (status) {
            case 404 -> "there is nothing at this path";
            case 405 -> request.getMethod() + " is not possible here";
            case 406 -> "the answer cannot be given in the form the Accept header asks for";
            case 415 -> "the body's Content-Type cannot be read here: send application/json";
            default -> "the request cannot be understood";
        };
    }

    private static ResponseEntity<ErrorBody> body(ApiFailure failure, HttpServletRequest request) {
        var answer = ResponseEntity.status(failure.status()).contentType(MediaType.APPLICATION_JSON);
        if (failure.retryAfterSeconds() > 0) {
            answer.header("Retry-After", Long.toString(failure.retryAfterSeconds()));
        }
        return answer.body(ErrorBody.of(failure, request));
    }
}
