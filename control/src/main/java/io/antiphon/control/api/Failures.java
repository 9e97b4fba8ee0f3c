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
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns whatever a route throws into one shape of answer. */
@RestControllerAdvice
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @ExceptionHandler
    ResponseEntity<ErrorBody> told(ApiFailure failure, HttpServletRequest request) {
        return body(failure.status(), failure.code(), String.valueOf(failure.getMessage()), failure.field(), request);
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        TransactionSystemException.class,
        DataAccessResourceFailureException.class
    })
    ResponseEntity<ErrorBody> storageAway(Exception failure, HttpServletRequest request) {
        return body(503, "storage_unavailable", "the database cannot be reached just now: try again", null, request);
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
            return body(status, code(status), reason(status, request), null, request);
        }
        // The message may repeat what a caller said; the place where it happened does not.
        LOG.error(
                "request {} failed: {} at {}",
                RequestIds.of(request),
                failure.getClass().getName(),
                failure.getStackTrace().length == 0 ? "unknown" : failure.getStackTrace()[0]);
        return body(
                500, "internal", "something went wrong on the server; its log knows this request id", null, request);
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 415 -> "unsupported_media_type";
            default -> status < 500 ? "invalid_request" : "internal";
        };
    }

    private static String reason(int status, HttpServletRequest request) {
        return switch (status) {
            case 404 -> "there is nothing at this path";
            case 405 -> request.getMethod() + " is not possible here";
            case 406 -> "the answer cannot be given in the form the Accept header asks for";
            case 415 -> "the body's Content-Type cannot be read here";
            default -> "the request cannot be understood";
        };
    }

    private static ResponseEntity<ErrorBody> body(
            int status, String code, String message, @Nullable String field, HttpServletRequest request) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(ErrorBody.of(code, message, field, RequestIds.of(request)));
    }
}
