package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole calls in words alone, drawn by a seed as those of {@link SimulationTest}, and held to what must be true of each. */
class TextSimulationTest {
    @Test
    void everyCallKeepsItsPromises() {
        Integer alone = Integer.getInteger("antiphon.seed");
        int seeds = Integer.getInteger("antiphon.seeds", 12_000) / 4;
        (alone == null ? IntStream.range(0, seeds) : IntStream.of(alone)).forEach(TextSimulationTest::runNamed);
    }

    private static void runNamed(int seed) {
        try {
            run(new SimulatedCorrespondence(seed));
        } catch (AssertionError broken) {
            throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
        }
    }

    private static void run(SimulatedCorrespondence call) {
        call.run();
        assertThat(call.journal.ended).as("a call ends").isNotNull();
        assertThat(call.journal.transcript.stream()
                        .map(entry -> (entry.role() == TranscriptEntry.Role.USER ? "user: " : "agent: ") + entry.text())
                        .toList())
                .as("the record holds what the far end told, each word once")
                .isEqualTo(call.said());
        assertThat(call.journal.turns)
                .extracting(TurnRecord::number)
                .as("turns are numbered")
                .isEqualTo(IntStream.range(0, call.journal.turns.size()).boxed().toList());
        int given = call.given;
        call.goOn();
        assertThat(call.given).as("nothing is given after the end").isEqualTo(given);
    }
}
