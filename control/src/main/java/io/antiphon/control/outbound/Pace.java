package io.antiphon.control.outbound;

import io.antiphon.control.api.ApiFailure;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Lets each organisation place so many calls a minute. Counted by each server for itself. */
final class Pace {
    private final int perMinute;
    private final Map<UUID, Bucket> buckets = new ConcurrentHashMap<>();

    Pace(int perMinute) {
        this.perMinute = perMinute;
    }

    /** @throws ApiFailure where it is one too many */
    void take(UUID org) {
        ConsumptionProbe probe =
                buckets.computeIfAbsent(org, unknown -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long wait = Math.max(1, Math.ceilDiv(probe.getNanosToWaitForRefill(), 1_000_000_000L));
            throw ApiFailure.of(
                            429,
                            "rate_limited",
                            "more than " + perMinute + " calls a minute are placed for this organisation",
                            "try again after " + wait + " s, or raise OUTBOUND_CALLS_PER_MINUTE")
                    .after(wait);
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }
}
