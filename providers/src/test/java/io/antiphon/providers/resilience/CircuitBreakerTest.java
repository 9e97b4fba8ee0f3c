package io.antiphon.providers.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.providers.resilience.Health.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final Prompt PROMPT = new Prompt("", List.of(), List.of(), Findings.none(), "en", "");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
    private final ResilientProviders providers = new ResilientProviders(
            new CircuitBreaker.Limits(3, Duration.ofSeconds(30), Duration.ofSeconds(10)), now::get);
    private final MoodyModel moody = new MoodyModel();
    private final LanguageModel model = providers.guard(moody);

    /** Fails in the way it is told to. */
    private static final class MoodyModel implements LanguageModel {
        @Nullable
        Kind mood;

        boolean stopped;
        int asked;

        @Override
        public ProviderDescription description() {
            return new ProviderDescription("moody", true, Set.of(), "Moods.");
        }

        @Override
        public void answer(Prompt prompt, Consumer<ModelPiece> sink) throws ProviderFailure, InterruptedException {
            asked++;
            if (stopped) {
                throw new InterruptedException();
            }
            if (mood != null) {
                throw new ProviderFailure("moody", mood, "in a mood");
            }
        }
    }

    private void pass(int seconds) {
        now.updateAndGet(instant -> instant.plusSeconds(seconds));
    }

    private void fails(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> model.answer(PROMPT, piece -> {})).hasMessageContaining("in a mood");
        }
    }

    private State state() {
        return providers.health().getFirst().state();
    }

    @Test
    void leavesAProviderAloneAfterSeveralFailures() {
        moody.mood = Kind.UNREACHABLE;
        fails(3);
        assertThat(state()).isEqualTo(State.OPEN);
        assertThatThrownBy(() -> model.answer(PROMPT, piece -> {}))
                .isInstanceOfSatisfying(ProviderFailure.class, failure -> {
                    assertThat(failure.provider()).isEqualTo("moody");
                    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
                })
                .hasMessageContaining("left alone");
        assertThat(moody.asked).isEqualTo(3);
    }

    @Test
    void letsOneRequestTryAndBelievesIt() throws Exception {
        moody.mood = Kind.VENDOR_FAULT;
        fails(3);
        pass(10);
        assertThat(state()).isEqualTo(State.HALF_OPEN);
        moody.mood = null;
        model.answer(PROMPT, piece -> {});
        assertThat(state()).isEqualTo(State.CLOSED);
        moody.mood = Kind.VENDOR_FAULT;
        fails(2);
        assertThat(state()).isEqualTo(State.CLOSED);
    }

    @Test
    void waitsAgainWhenTheTryFails() {
        moody.mood = Kind.RATE_LIMIT;
        fails(3);
        pass(10);
        fails(1);
        assertThat(state()).isEqualTo(State.OPEN);
        pass(9);
        assertThatThrownBy(() -> model.answer(PROMPT, piece -> {})).hasMessageContaining("left alone");
    }

    @Test
    void letsOnlyOneRequestTryAtATime() throws Exception {
        var breaker = new CircuitBreaker(
                "b", new CircuitBreaker.Limits(1, Duration.ofSeconds(30), Duration.ofSeconds(10)), now::get);
        breaker.admit().failed(new ProviderFailure("b", Kind.UNREACHABLE, "x"));
        pass(10);
        var probe = breaker.admit();
        assertThatThrownBy(breaker::admit).isInstanceOf(ProviderFailure.class);
        probe.abandoned();
        breaker.admit().succeeded();
        assertThat(breaker.health().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void forgetsFailuresThatAreLongAgo() {
        moody.mood = Kind.UNREACHABLE;
        fails(2);
        pass(31);
        fails(2);
        assertThat(state()).isEqualTo(State.CLOSED);
        assertThat(providers.health().getFirst().failed()).isEqualTo(2);
    }

    @Test
    void doesNotHoldRequestsAgainstAProviderThatNobodyCouldServe() {
        moody.mood = Kind.BAD_REQUEST;
        fails(9);
        assertThat(state()).isEqualTo(State.CLOSED);
        moody.stopped = true;
        for (int i = 0; i < 9; i++) {
            assertThatThrownBy(() -> model.answer(PROMPT, piece -> {})).isInstanceOf(InterruptedException.class);
        }
        assertThat(state()).isEqualTo(State.CLOSED);
    }

    @Test
    void tellsTheOperatorWhatFailedAndWhen() {
        moody.mood = Kind.QUOTA;
        fails(1);
        assertThat(providers.health()).containsExactly(new Health("moody", State.CLOSED, 1, 1, Kind.QUOTA, now.get()));
    }
}
