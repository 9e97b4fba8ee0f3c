package io.antiphon.server.retell;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.providers.retell.RetellApi;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.testkit.retell.RetellSimulator;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetellHealthTest {
    private Instant now = Instant.parse("2026-07-01T10:00:00Z");

    @Test
    void asksRetellAtMostEveryThirtySeconds() throws Exception {
        try (var retell = RetellSimulator.start("key_1");
                var health = new RetellHealth(
                        new RetellApi(retell.baseUrl(), new ApiKey("retell", "key_1")), true, () -> now)) {
            assertThat(health.look().status()).isEqualTo("healthy");
            retell.next(RetellSimulator.failure(500, "An unexpected server error occurred."));
            now = now.plus(Duration.ofSeconds(29));
            assertThat(health.look().status()).as("it was not asked").isEqualTo("healthy");
            now = now.plus(Duration.ofSeconds(1));
            assertThat(health.look().status()).isEqualTo("error");
            now = now.plus(Duration.ofSeconds(30));
            assertThat(health.look()).isEqualTo(new RetellHealth.View("healthy", true, true, true));
        }
    }

    @Test
    void doesNotHoldWithAKeyThatRetellDoesNotTake() throws Exception {
        try (var retell = RetellSimulator.start("key_1");
                var health = new RetellHealth(
                        new RetellApi(retell.baseUrl(), new ApiKey("retell", "key_2")), true, () -> now)) {
            assertThat(health.look().status()).isEqualTo("error");
        }
    }
}
