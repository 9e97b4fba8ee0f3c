package io.antiphon.conversation.turntaking;

import io.antiphon.conversation.settings.AgentState;

/**
 * All that turn-taking may look at, in one moment of the call. Times are milliseconds on the call's clock.
 *
 * @param phase who has the floor
 * @param state what the agent is doing
 * @param caller what the caller is doing
 * @param words what was understood of the caller since they last had an answer
 * @param silence how long nobody has said anything
 * @param callMillis since the call began
 * @param reminders how many reminders in a row went unanswered
 * @param owed what the agent still owes the caller
 * @param own what the agent is about
 */
public record Scene(
        Phase phase,
        AgentState state,
        Caller caller,
        Words words,
        Silence silence,
        long callMillis,
        int reminders,
        Owed owed,
        Own own) {

    /** Who has the floor, and how far. */
    public enum Phase {
        /** Nothing: it is the caller's turn. */
        LISTENING,
        /** Working on an answer of which nothing has been sent yet. */
        THINKING,
        /** Speaking, or between two sentences. */
        SPEAKING,
        /** Speaking was stopped, or what is about to be said is held back, because the caller makes a sound; not yet clear what it means. */
        PAUSED,
        /** Saying its last words; nothing interrupts them. */
        ENDING,
        /** The caller is gone; the ear's last words are waited for. */
        CLOSING,
        ENDED
    }

    /**
     * What the caller is doing.
     *
     * @param inStretch inside a stretch of speech for which the ear has not been asked to finish
     * @param stirring whether a sound has just begun that may become speech
     * @param run voiced sound in the present run
     * @param burst voiced sound since the caller was last silent for half a second
     * @param voiced voiced sound since the last answer
     * @param silent since the last frame that was speech and as loud as speech
     * @param waiting how long the ear has owed its final words without a sign of work; 0 when it owes none
     * @param turnEnded whether the recogniser itself says that the turn is over
     * @param turnMayHaveEnded whether it says that it probably is
     * @param over likelihood by the sound of the last seconds that the turn is over; NaN when nothing can be said
     * @param wordless whether no recogniser listens, so that sound alone decides
     */
    public record Caller(
            boolean inStretch,
            boolean stirring,
            int run,
            int burst,
            int voiced,
            int silent,
            int waiting,
            boolean turnEnded,
            boolean turnMayHaveEnded,
            double over,
            boolean wordless) {}

    /**
     * What was understood.
     *
     * @param text final words and guesses
     * @param count words that are no backchannel
     * @param ending how the text ends
     */
    public record Words(String text, int count, Ending ending) {
        boolean none() {
            return text.isBlank();
        }
    }

    /** How complete what the caller said looks. */
    public enum Ending {
        COMPLETE,
        UNSURE,
        INCOMPLETE,
        /** In the middle of a number, an address or a spelling that was asked for. */
        DICTATING
    }

    /**
     * What the agent is about.
     *
     * @param left speech that is ready and was not heard yet
     * @param sounding since the first of what it says now went to the line; -1 before
     * @param uninterruptible whether what it says now must be heard to its end
     * @param guessed whether it works on a guess already, or may make no more
     * @param mayBackchannel whether a word in a pause of the caller's would be welcome
     * @param callersPause pauses of this caller inside their sentences, as learned; 0 when unknown
     */
    public record Own(
            int left,
            int sounding,
            boolean uninterruptible,
            boolean guessed,
            boolean mayBackchannel,
            int callersPause) {
        boolean begun() {
            return sounding >= 0;
        }
    }

    /** What the agent owes the caller, whatever is understood from now on. */
    public enum Owed {
        NOTHING,
        /** An answer to what was said before the caller went on. */
        ANSWER,
        /** A word on the sound that cut the agent off. */
        WORD
    }

    /**
     * How long it has been still.
     *
     * @param sinceWords since words were last said and understood, by either side
     * @param sinceAnswer the same, not counting the agent's reminders
     * @param paused since the agent was stopped; 0 when it is not
     */
    public record Silence(long sinceWords, long sinceAnswer, int paused) {}
}
