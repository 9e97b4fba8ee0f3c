package io.antiphon.control.access;

import io.antiphon.control.api.Failures;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who sends a request: by {@code Authorization: Bearer} (an API key or a session's token), {@code X-API-Key},
 * the console's cookie, or the ticket of a socket. Who shows nothing, or something that does not hold, stays unknown, and
 * is turned away where somebody must be known.
 */
public final class Entrance extends OncePerRequestFilter {
    /** Holds a session's token; out of reach of scripts. */
    public static final String COOKIE = "antiphon_session";

    private static final String SOCKETS = "/ws/";
    private static final String REFUSAL = Entrance.class.getName();

    private final ApiKeys keys;
    private final Sessions sessions;
    private final Tickets tickets;
    private final @Nullable Supplier<Identity> anybody;

    /** @param anybody who everyone is where nobody has to prove anything; null for the usual case */
    public Entrance(ApiKeys keys, Sessions sessions, Tickets tickets, @Nullable Supplier<Identity> anybody) {
        this.keys = keys;
        this.sessions = sessions;
        this.tickets = tickets;
        this.anybody = anybody;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            identify(request).ifPresent(Entrance::admit);
        } catch (Refused refused) {
            request.setAttribute(REFUSAL, refused);
        } catch (TransactionException | DataAccessResourceFailureException away) {
            Failures.write(Failures.storageAway(), request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Why somebody who showed something is not known. */
    static @Nullable Refused refusal(HttpServletRequest request) {
        return request.getAttribute(REFUSAL) instanceof Refused refused ? refused : null;
    }

    /** Whether the browser itself sent what proves who is asking, so that another site's page could have made it. */
    public static boolean isBrowserSession(HttpServletRequest request) {
        return request.getHeader("Authorization") == null
                && request.getHeader("X-API-Key") == null
                && cookie(request) != null;
    }

    private Optional<Identity> identify(HttpServletRequest request) {
        if (anybody != null) {
            return Optional.of(anybody.get());
        }
        String bearer = bearer(request);
        if (bearer != null) {
            return Optional.of(bearer.startsWith(Secret.KEY) ? keys.identify(bearer) : sessions.identify(bearer));
        }
        String key = request.getHeader("X-API-Key");
        if (key != null) {
            return Optional.of(keys.identify(key));
        }
        if (request.getRequestURI().startsWith(SOCKETS)) {
            String ticket = request.getParameter("ticket");
            return ticket == null ? Optional.empty() : Optional.of(tickets.redeem(ticket));
        }
        return Optional.ofNullable(cookie(request)).map(sessions::identify);
    }

    private static @Nullable String bearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : null;
    }

    private static @Nullable String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE) && !cookie.getValue().isEmpty()) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    private static void admit(Identity identity) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new Proven(identity));
        SecurityContextHolder.setContext(context);
    }
}
