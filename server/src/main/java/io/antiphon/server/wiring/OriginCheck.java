package io.antiphon.server.wiring;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Turns away pages of other sites that try to open a socket here with the visitor's browser (RFC 6455 §10.2). A client
 * that is no browser sends no Origin and passes.
 */
final class OriginCheck extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final URI publicBaseUrl;

    OriginCheck(URI publicBaseUrl) {
        this.publicBaseUrl = publicBaseUrl;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (origin == null || isOurs(origin, request.getHeader("Host"))) {
            chain.doFilter(request, response);
        } else {
            response.sendError(
                    HttpServletResponse.SC_FORBIDDEN,
                    "Origin: this page may not open a call here; open the console at PUBLIC_BASE_URL");
        }
    }

    private boolean isOurs(String origin, @Nullable String host) {
        try {
            URI uri = URI.create(origin);
            String authority = uri.getAuthority();
            return authority != null
                    && (authority.equalsIgnoreCase(host) || authority.equalsIgnoreCase(publicBaseUrl.getAuthority()));
        } catch (IllegalArgumentException odd) {
            return false;
        }
    }
}
