package io.antiphon.ports.line;

import java.util.List;

/**
 * One caller whom the far end hears and speaks to: words come in, words go out. When to answer, and what was heard of
 * the answer, is the far end's to tell.
 *
 * <p>The methods are called from the call's own thread and never block. Requests and interjections are numbered by
 * whoever makes them; what is given for one that a newer one has replaced is dropped at either end.
 */
public non-sealed interface TextLine extends Connection {
    /** The request that asks for what the agent says first. */
    int GREETING = 0;

    /** Starts delivery to {@code listener}; called once, before anything else. */
    void open(Listener listener);

    /** How the far end is to take turns from now on. */
    void takeTurns(TurnTaking how);

    /**
     * The next words of an answer.
     *
     * @param request the newest of {@link Listener#answerWanted}, or {@link #GREETING}
     * @param text appended to what was given before for this request; empty with {@code complete} for nothing more
     * @param complete whether the answer ends with it
     * @param endCall whether the call is over once it has been spoken; only with {@code complete}
     */
    void answer(int request, String text, boolean complete, boolean endCall);

    /**
     * Says something that nobody asked for, over whatever is being said.
     *
     * @param interjection its number; the same again appends
     */
    void interject(int interjection, String text, boolean complete, boolean endCall);

    /** Tells that a tool begins; {@code arguments} is a JSON object. */
    void toolStarted(String id, String name, String arguments);

    /** Tells what a tool gave. */
    void toolFinished(String id, String result);

    /** Ends the connection now, and the caller's call with it. */
    void hangUp(String reason);

    /**
     * How the far end takes turns.
     *
     * @param responsiveness 0 patient to 1 quick
     * @param interruptionSensitivity 0 never interrupted to 1 at once
     * @param reminderTriggerMs silence, in milliseconds, after which it asks for a reminder
     * @param reminderMaxCount how often, in a row
     */
    record TurnTaking(
            double responsiveness, double interruptionSensitivity, int reminderTriggerMs, int reminderMaxCount) {}

    /**
     * What one side said, as the far end understood or spoke it.
     *
     * @param agent whether the agent said it; of that, only what was heard
     * @param startTick when, in ticks of 20 ms since the call began; -1 where the far end does not tell
     * @param endTick likewise
     */
    record Said(boolean agent, String text, long startTick, long endTick) {
        /** Leaves out what was said. */
        @Override
        public String toString() {
            return "Said[" + (agent ? "agent" : "user") + "]";
        }
    }

    /** What the line reports. Called from the line's threads; implementations hand over and return at once. */
    interface Listener {
        /** Twenty milliseconds have passed. This is the call's clock. */
        void tick();

        /** All that has been said so far; the last of it may still change. */
        void transcript(List<Said> all);

        /**
         * The caller waits for an answer to what they said last; every request before this one is over.
         *
         * @param request counts up
         */
        void answerWanted(int request, List<Said> all);

        /** The caller has been silent for as long as {@link TextLine.TurnTaking} said; as {@link #answerWanted}. */
        void reminderWanted(int request, List<Said> all);

        /** The call ended in the ordinary way. */
        void hungUp();

        /** The connection broke and did not come back. {@code why} is for the operator and holds nothing personal. */
        void lost(String why);
    }
}
