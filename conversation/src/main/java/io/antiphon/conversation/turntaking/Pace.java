package io.antiphon.conversation.turntaking;

import io.antiphon.conversation.settings.CallSettings;

/**
 * An agent's manners and limits in milliseconds and words. {@code docs/turn-taking.md} publishes this mapping.
 *
 * @param endComplete silence that ends a turn which looks complete
 * @param endUnsure silence that ends a turn which may or may not be complete
 * @param endIncomplete silence that ends a turn which looks unfinished
 * @param endDictating silence that ends a number, an address or a spelling which is not complete by its format
 * @param interruptible whether the agent can be interrupted at all
 * @param interruptAfter speech, without a word understood, that counts as an interruption
 * @param interruptWords words, no backchannels, that count as an interruption at once
 * @param sound how long to wait where the sound of the last seconds tells how likely the turn is over
 * @param weighs whether sound before an answer is heard holds it back and is weighed like sound over speech, and counts
 *     no more once it is; otherwise {@link #WITHDRAW_AFTER} of it takes the answer back
 * @param limits when to remind and to end
 */
public record Pace(
        int endComplete,
        int endUnsure,
        int endIncomplete,
        int endDictating,
        boolean interruptible,
        int interruptAfter,
        int interruptWords,
        Sounding sound,
        boolean weighs,
        CallSettings.Limits limits) {

    /** From this likelihood by its sound a turn is probably over: about six ends in ten look so. */
    static final double LIKELY = 0.36;

    /** Below this likelihood it is probably not: few ends look so. */
    static final double UNLIKELY = 0.06;

    /** Silence after which the ear is asked for its final words. */
    static final int FINISH_AFTER = 200;

    /** Speech that pauses the agent. */
    static final int PAUSE_AFTER = 80;

    /** Silence after which a pause is taken to have meant nothing. */
    static final int RESUME_AFTER = 400;

    /** Sound of this length is a turn where no recogniser listens. */
    public static final int SHORTEST_TURN = 160;

    /** Speech that takes back an answer which has not begun, where it is not weighed. */
    static final int WITHDRAW_AFTER = 160;

    /** Longest wait for the ear's final words while it gives no sign of work; then the guess counts. */
    public static final int WORDS_OVERDUE = 2500;

    /** So long a recogniser that is late, but gets on, may ask for more time: half a question is not answered. */
    public static final int WORDS_AWAITED = 4000;

    /** Longest pause without a decision. */
    public static final int PAUSE_OVERDUE = 2000;

    /** Sound of this length, of which no word was understood, is worth asking about. */
    static final int WORTH_ASKING = 700;

    /** With so little left to say, a "yes" is an answer and no backchannel. */
    static final int NEARLY_DONE = 800;

    /** With at least so many words a caller may be shown that they are listened to. */
    static final int WORTH_A_NOD = 5;

    /** Later in a pause a nod would stand in the way of what the caller says next. */
    static final int NOD_BEFORE = 400;

    /** The longest that a caller who has stopped is waited for. */
    public int longestWait() {
        return Math.max(Math.max(endDictating, endIncomplete), sound.unlikely()) + FINISH_AFTER;
    }

    /** Silence after which the ear is asked for its final words: never later than the turn may end. */
    int finishAfter() {
        return Math.min(FINISH_AFTER, endComplete);
    }

    /** Silence that ends a turn which words do not tell about, given how likely its sound says that it is over. */
    int endBySound(double over) {
        if (Double.isNaN(over)) {
            return endUnsure;
        }
        if (over >= LIKELY) {
            return sound.likely();
        }
        return over >= UNLIKELY ? sound.unsure() : sound.unlikely();
    }

    /** Silence that ends a turn of which the sound says that it is probably, may be, or is probably not over. */
    record Sounding(int likely, int unsure, int unlikely) {}

    /** @param weighs see {@link Pace} */
    static Pace of(CallSettings.Manners manners, CallSettings.Limits limits, boolean weighs) {
        double patience = 1 - manners.responsiveness();
        double calm = 1 - manners.interruptionSensitivity();
        Integer fixed = manners.endpointing();
        return new Pace(
                fixed != null ? fixed : (int) Math.round(300 + 700 * patience),
                fixed != null ? fixed : (int) Math.round(500 + 1000 * patience),
                fixed != null ? fixed : (int) Math.round(1200 + 1800 * patience),
                fixed != null ? fixed : (int) Math.round(2500 + 1500 * patience),
                manners.interruptionSensitivity() > 0,
                (int) Math.round(400 + 600 * calm),
                (int) Math.max(1, Math.round(3 * calm)),
                fixed != null
                        ? new Sounding(fixed, fixed, fixed)
                        : new Sounding(
                                (int) Math.round(450 + 500 * patience), (int) Math.round(690 + 1000 * patience), (int)
                                        Math.round(1200 + 2000 * patience)),
                weighs,
                limits);
    }
}
