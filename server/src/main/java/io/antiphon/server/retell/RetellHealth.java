package io.antiphon.server.retell;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.providers.retell.RetellApi;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Asks Retell now and then whether it takes the key. Serves many threads at once. */
public final class RetellHealth implements AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final @Nullable RetellApi retell;
    private final boolean asked;
    private final InstantSource clock;
    private volatile @Nullable Answer last;

    private record Answer(boolean good, Instant at) {}

    /**
     * What there is to see.
     *
     * @param status {@code healthy}; {@code limited} where Retell cannot ask for words; {@code unavailable} without a key;
     *     {@code error} where Retell does not answer, or does not take the key
     * @param clientAvailable whether there is a key
     * @param llmHandlerReady whether Retell can ask this server for words
     * @param webhookHandlerReady whether Retell's webhook is looked at
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record View(String status, boolean clientAvailable, boolean llmHandlerReady, boolean webhookHandlerReady) {}

    /**
     * Looks after one account.
     *
     * @param retell null where there is no key
     * @param asked whether Retell can ask this server for words
     */
    public RetellHealth(@Nullable RetellApi retell, boolean asked, InstantSource clock) {
        this.retell = retell;
        this.asked = asked;
        this.clock = clock;
    }

    View look() throws InterruptedException {
        boolean key = retell != null;
        return new View(status(), key, asked, key);
    }

    private String status() throws InterruptedException {
        if (retell == null) {
            return "unavailable";
        }
        if (!isGood(retell)) {
            return "error";
        }
        return asked ? "healthy" : "limited";
    }

    /** Probes come often, and Retell allows 30 lists in 10 seconds. */
    private boolean isGood(RetellApi api) throws InterruptedException {
        Answer known = last;
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.at().plus(FRESH))) {
            return known.good();
        }
        boolean good = answers(api);
        last = new Answer(good, now);
        return good;
    }

    private static boolean answers(RetellApi api) throws InterruptedException {
        try {
            api.agents();
            return true;
        } catch (ProviderFailure failure) {
            return false;
        }
    }

    @Override
    public void close() {
        if (retell != null) {
            retell.close();
        }
    }
}
