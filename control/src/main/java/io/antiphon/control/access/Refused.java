package io.antiphon.control.access;

import io.antiphon.control.api.ApiFailure;
import org.springframework.security.core.AuthenticationException;

/** A proof that does not hold. */
final class Refused extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    Refused(String code, String message, String remedy) {
        super(message);
        this.code = code;
        this.remedy = remedy;
    }

    ApiFailure failure() {
        return ApiFailure.of(401, code, String.valueOf(getMessage()), remedy);
    }
}
