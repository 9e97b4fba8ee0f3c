package io.antiphon.server.retell;

import io.antiphon.control.access.Identity;
import io.antiphon.control.access.Proven;
import io.antiphon.control.access.Scope;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Failures;
import io.antiphon.providers.retell.RetellAddresses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who knows the token of the address at which Retell asks for words, since Retell itself proves nothing there;
 * and programs with an API key that may place calls.
 */
public final class RetellProof extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(RetellProof.class);

    private final @Nullable String token;

    /** @param token null where none is set, and programs alone are let in */
    public RetellProof(@Nullable String token) {
        this.token = token;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (knowsToken(request.getRequestURI()) || mayPlaceCalls(request)) {
            chain.doFilter(request, response);
            return;
        }
        log.warn("a request to {} was not Retell's", RetellAddresses.WORDS);
        Failures.write(refusal(), request, response);
    }

    private ApiFailure refusal() {
        return token == null
                ? ApiFailure.of(
                        503,
                        "retell_not_configured",
                        "nobody knows here by which token Retell comes",
                        "set RETELL_LLM_TOKEN, and give Retell's agent the address that ends in it")
                : ApiFailure.of(
                        403,
                        "not_retell",
                        "the address does not hold the token that Retell was given",
                        "check RETELL_LLM_TOKEN against the agent's llm_websocket_url at Retell; programs may send an API"
                                + " key with calls:place instead");
    }

    private boolean knowsToken(String path) {
        int end = path.indexOf('/', RetellAddresses.WORDS.length());
        return token != null
                && end > 0
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        path.substring(RetellAddresses.WORDS.length(), end).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean mayPlaceCalls(HttpServletRequest request) {
        return Proven.of(request)
                .map(Identity::scopes)
                .filter(scopes -> scopes.contains(Scope.CALLS_PLACE))
                .isPresent();
    }
}
