package io.antiphon.ports.journal;

import io.antiphon.ports.knowledge.Passage;
import java.util.List;

/**
 * One exchange: what the caller said, what the agent answered, and how long the caller waited for which part.
 *
 * @param number from 0 for the greeting
 * @param heard what was understood of the caller; empty for the greeting
 * @param spoken what the caller heard of the answer
 * @param sources what the answer was drawn from
 * @param confidence of the findings, 0 to 1
 * @param mind name of the model that answered
 * @param interrupted whether the caller cut the answer off
 * @param latency where the time went
 * @param guesses answers that were begun before the caller's turn was over; the last of them may be this one
 */
public record TurnRecord(
        int number,
        String heard,
        String spoken,
        List<Passage> sources,
        double confidence,
        String mind,
        boolean interrupted,
        Latency latency,
        int guesses) {
    public TurnRecord {
        sources = List.copyOf(sources);
    }

    /**
     * The parts of a wait, in milliseconds, one after the other; -1 where a part did not happen.
     *
     * @param ear from the end of the caller's last voiced frame until the words were final and the turn was taken
     * @param knowledge until passages were found
     * @param model until the first sentence was complete
     * @param voice until the first sound of it was there
     * @param wire until that sound was on its way to the caller
     * @param voiceToVoice from the end of the caller's last voiced frame to the first audible frame sent, on the
     *     call's clock
     * @param heardAt the same until the line reported that frame played; -1 where the line does not tell
     */
    public record Latency(int ear, int knowledge, int model, int voice, int wire, int voiceToVoice, int heardAt) {
        public static final Latency NONE = new Latency(-1, -1, -1, -1, -1, -1, -1);
    }
}
