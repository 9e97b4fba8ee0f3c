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
 * @param mind names of the models whose words it holds, in order, with commas between; empty where no model answered
 * @param interrupted whether the caller cut the answer off
 * @param latency where the time went
 * @param guesses answers that were begun before the caller's turn was over; the last of them may be this one
 * @param span when it was
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
        int guesses,
        Span span) {
    public TurnRecord {
        sources = List.copyOf(sources);
    }

    /**
     * When a turn was, in microseconds of the machine's clock since the call began.
     *
     * @param from the end of the caller's last voiced frame; where the agent spoke of its own accord, when it began to
     * @param to when it was over
     */
    public record Span(long from, long to) {
        public static final Span UNKNOWN = new Span(-1, -1);
    }

    /**
     * The parts of a wait, in milliseconds, one after the other; -1 where a part did not happen.
     *
     * @param ear from the end of the caller's last voiced frame until the words were final and the turn was taken
     * @param knowledge until passages were found
     * @param model until the first sentence was complete
     * @param voice until the first sound of it was there
     * @param wire until that sound was on its way to the caller
     * @param voiceToVoice from the end of the caller's last voiced frame, on the audio clock of the line, to the moment
     *     at which the first audible frame was given to the line
     * @param heardAt the same until that frame was played, by the line's reports; -1 where the line does not tell
     */
    public record Latency(int ear, int knowledge, int model, int voice, int wire, int voiceToVoice, int heardAt) {
        public static final Latency NONE = new Latency(-1, -1, -1, -1, -1, -1, -1);
    }
}
