package io.antiphon.control.access;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Failures;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** Tells those who are turned away why, in the one shape of all errors. */
public final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException unknown)
            throws IOException {
        Refused refused = Entrance.refusal(request);
        response.setHeader("WWW-Authenticate", "Bearer");
        Failures.write(
                refused == null
                        ? ApiFailure.of(
                                401,
                                "unauthenticated",
                                "nobody is signed in and no API key was sent",
                                "send Authorization: Bearer <API key>, or sign in at /sign-in")
                        : refused.failure(),
                request,
                response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        Failures.write(
                denied instanceof CsrfException
                        ? ApiFailure.of(
                                403,
                                "csrf",
                                "a change by a signed-in browser must carry the header X-XSRF-TOKEN",
                                "send the value of the cookie XSRF-TOKEN with it")
                        : ApiFailure.of(
                                403,
                                "forbidden",
                                "your role or key does not allow this",
                                "ask an owner for another role, or use a key with more scopes"),
                request,
                response);
    }
}
