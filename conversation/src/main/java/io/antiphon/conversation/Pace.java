package io.antiphon.conversation;

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
 * @param limits when to remind and to end
 */
record Pace(
        int endComplete,
        int endUnsure,
        int endIncomplete,
        int endDictating,
        boolean interruptible,
        int interruptAfter,
        int interruptWords,
        CallSettings.Limits limits) {

    /** Silence after which the ear is asked for its final words. */
    static final int FINISH_AFTER = 200;

    /** Speech that pauses the agent. */
    static final int PAUSE_AFTER = 100;

    /** Speech that takes back an answer which has not begun. */
    static final int WITHDRAW_AFTER = 160;

    /** Longest wait for the ear's final words; then the guess counts. */
    static final int WORDS_OVERDUE = 2500;

    /** Longest pause without a decision. */
    static final int PAUSE_OVERDUE = 2000;

    /** Sound of this length, of which no word was understood, is worth asking about. */
    static final int WORTH_ASKING = 700;

    /** With so little left to say, a "yes" is an answer and no backchannel. */
    static final int NEARLY_DONE = 800;

    /** With at least so many words a caller may be shown that they are listened to. */
    static final int WORTH_A_NOD = 5;

    /** Later in a pause a nod would stand in the way of what the caller says next. */
    static final int NOD_BEFORE = 400;

    /** The longest that a caller who has stopped is waited for. */
    int longestWait() {
        return Math.max(endDictating, endIncomplete) + FINISH_AFTER;
    }

    static Pace of(CallSettings.Manners manners, CallSettings.Limits limits) {
        double patience = 1 - manners.responsiveness();
        double calm = 1 - manners.interruptionSensitivity();
        return new Pace(
                (int) Math.round(300 + 700 * patience),
                (int) Math.round(500 + 1000 * patience),
                (int) Math.round(1200 + 1800 * patience),
                (int) Math.round(2500 + 1500 * patience),
                manners.interruptionSensitivity() > 0,
                (int) Math.round(400 + 600 * calm),
                (int) Math.max(1, Math.round(3 * calm)),
                limits);
    }
}
