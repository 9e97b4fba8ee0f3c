package io.antiphon.bench.listening;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.bench.listening.Item.Kind;
import io.antiphon.bench.listening.Prompts.Split;
import io.antiphon.conversation.settings.CallSettings;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A smaller run of the bench; the bounds are the figures of docs/performance.md with room for its smallness. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListeningBenchTest {
    /** When this was last measured; a fifth more fails. */
    private static final double CUTS_OF_A_TIMEOUTS = 0.74;

    private Score score = Score.of(List.of());
    private Score quiet = Score.of(List.of());
    /** The same turns, ended by a fixed silence that answers about as soon. */
    private Score timeout = Score.of(List.of());

    @BeforeAll
    void listen() throws IOException {
        ItemMaker maker = new ItemMaker(Prompts.read(Split.TEST, Prompts.LANGUAGES), 5, Making.STANDARD);
        List<Heard> heard = ListeningBench.run(maker, 100, 50, new CallSettings.Manners(0.8, 0.5));
        score = Score.of(heard);
        timeout = Score.of(ListeningBench.run(maker, 100, 0, new CallSettings.Manners(0.8, 0.5, 580)));
        quiet = Score.of(heard.stream()
                .filter(one -> one.item().condition() != Condition.BABBLE_12)
                .toList());
    }

    @Test
    void answersSoon() {
        assertThat(quiet.latency(0.5)).isLessThan(0.65);
        assertThat(quiet.latency(0.95)).isLessThan(1.0);
    }

    @Test
    void missesNoTurn() {
        assertThat(quiet.missedEndShare()).isLessThanOrEqualTo(0.02);
    }

    @Test
    void cutsFewPauses() {
        assertThat(quiet.cutShare()).isLessThan(0.30);
    }

    @Test
    void cutsFewerPausesThanATimeoutThatAnswersAsSoon() {
        assertThat(timeout.latency(0.5)).isBetween(score.latency(0.5) - 0.03, score.latency(0.5) + 0.03);
        assertThat(score.cutShare() / timeout.cutShare()).isLessThan(1.2 * CUTS_OF_A_TIMEOUTS);
    }

    @Test
    void stopsAtOnce() {
        assertThat(quiet.stop(0.5)).isLessThan(0.150);
        assertThat(quiet.stop(0.95)).isLessThan(0.55);
        assertThat(quiet.missedBargeIns()).isLessThanOrEqualTo(2);
    }

    @Test
    void isNotSilencedByWhatIsNoTurn() {
        assertThat(score.silenced(Kind.ECHO)).isLessThanOrEqualTo(0.02);
        assertThat(score.silenced(Kind.BURST)).isLessThanOrEqualTo(0.06);
        assertThat(score.silenced(Kind.BACKCHANNEL)).isLessThanOrEqualTo(0.2);
    }
}
