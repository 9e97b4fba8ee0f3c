package io.antiphon.control.access;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Failures;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets each key, each user, and each address that signs in, send so many requests a minute: a bucket of that many tokens
 * that fills up evenly. Counted by each server for itself.
 */
public final class RateLimit extends OncePerRequestFilter {
    private static final int SIGN_INS_PER_MINUTE = 20;
    private static final int MOST_BUCKETS = 50_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    private record Share(String whose, int perMinute) {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Share> share = share(request);
        if (share.isEmpty() || admit(share.get(), request, response)) {
            chain.doFilter(request, response);
        }
    }

    private static Optional<Share> share(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.equals("/api/v1/auth/login") || path.equals("/api/v1/auth/link")) {
            return Optional.of(new Share("sign-in " + request.getRemoteAddr(), SIGN_INS_PER_MINUTE));
        }
        return path.startsWith("/api/")
                ? Proven.sender()
                        .filter(identity -> identity.id() != null)
                        .map(identity -> new Share(identity.kind() + " " + identity.id(), identity.requestsPerMinute()))
                : Optional.empty();
    }

    private boolean admit(Share share, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (buckets.size() > MOST_BUCKETS) {
            buckets.clear();
        }
        // The limit is part of the name: a changed one counts at once.
        ConsumptionProbe probe = buckets.computeIfAbsent(
                        share.whose() + " " + share.perMinute(), name -> bucket(share.perMinute()))
                .tryConsumeAndReturnRemaining(1);
        response.setIntHeader("X-RateLimit-Limit", share.perMinute());
        response.setHeader("X-RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
        response.setHeader("X-RateLimit-Reset", Long.toString(seconds(probe.getNanosToWaitForReset())));
        if (!probe.isConsumed()) {
            long wait = Math.max(1, seconds(probe.getNanosToWaitForRefill()));
            response.setHeader("Retry-After", Long.toString(wait));
            Failures.write(
                    ApiFailure.of(
                            429,
                            "rate_limited",
                            "more than " + share.perMinute() + " requests a minute",
                            "try again after " + wait + " s"),
                    request,
                    response);
        }
        return probe.isConsumed();
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build();
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, 1_000_000_000L);
    }
}
