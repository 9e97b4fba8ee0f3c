package io.antiphon.control.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refuses a query with the character NUL in it, which no text in the database may hold. */
public final class QueryCheck extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String query = request.getQueryString();
        if (query != null && query.contains("%00")) {
            Failures.write(
                    ApiFailure.of(400, "invalid_request", "the query may not hold the character NUL", null),
                    request,
                    response);
            return;
        }
        chain.doFilter(request, response);
    }
}
