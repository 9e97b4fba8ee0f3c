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
 * Where nobody has to prove who they are, a page of another site must not reach the server through the developer's
 * browser: neither by sending requests here, nor by a name of its own that leads to this machine (DNS rebinding).
 */
final class LoopbackOnly extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (isLoopback("http://" + request.getHeader("Host")) && (origin == null || isLoopback(origin))) {
            chain.doFilter(request, response);
        } else {
            response.sendError(
                    HttpServletResponse.SC_FORBIDDEN, "--dev-no-auth: open http://localhost on this machine");
        }
    }

    static boolean isLoopback(String address) {
        try {
            @Nullable String host = URI.create(address).getHost();
            return host != null
                    && (host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]"));
        } catch (IllegalArgumentException odd) {
            return false;
        }
    }
}
