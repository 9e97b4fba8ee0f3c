package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.journal.TurnRecord;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** How long a caller waited, as the record tells it. */
class LatencyTest {
    private static final String QUESTION = "how can I ease breathlessness at night?";

    @Test
    void countsFromTheCallersLastSoundToTheAgentsFirst() {
        TurnRecord.Latency latency = latency(tick -> tick * 20_000);
        // 300 ms of silence, 200 ms until a whole sentence is thought, 100 ms until it sounds: on the same tick or the
        // next
        assertThat(latency.voiceToVoice()).isBetween(600, 660);
        assertThat(latency.heardAt()).isBetween(latency.voiceToVoice(), latency.voiceToVoice() + 40);
    }

    @Test
    void isNotShortenedByFramesThatComeLate() {
        // every frame of the caller is taken up up to 15 ms late, the last voiced ones among them
        LongUnaryOperator uneven = tick -> tick * 20_000 + (tick * 7919 % 16) * 1000;
        int even = latency(tick -> tick * 20_000).voiceToVoice();
        assertThat(latency(uneven).voiceToVoice()).isBetween(even, even + 16);
    }

    @Test
    void holdsTheTimeByWhichTheMachineFellBehind() {
        int even = latency(tick -> tick * 20_000).voiceToVoice();
        long spoken = (long) QUESTION.split(" ").length * Dialogue.FRAMES_PER_WORD;
        // from the end of the caller's words on, all is done 70 ms late
        LongUnaryOperator behind = tick -> tick * 20_000 + (tick >= spoken - 5 ? 70_000 : 0);
        assertThat(latency(behind).voiceToVoice()).isBetween(even + 68, even + 70);
    }

    private static TurnRecord.Latency latency(LongUnaryOperator machine) {
        Script script = new Script().answers("Open a window. Sit up.");
        script.machineMicros = machine;
        Dialogue call = new Dialogue(script);
        call.says(QUESTION);
        call.listens();
        return call.turns.getFirst().latency();
    }
}
