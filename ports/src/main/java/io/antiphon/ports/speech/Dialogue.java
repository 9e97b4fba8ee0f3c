package io.antiphon.ports.speech;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;

/**
 * One call's talk with a speech-to-speech model. It is the call's ear as well: what it hears it also reports as an {@link
 * Ear} does, though final words may come after the answer to them has begun. It never answers of its own accord.
 */
public interface Dialogue extends Ear {
    /**
     * Answers what was heard; blocks until the answer is complete, which is much earlier than it could be played. Falls
     * silent within 100 ms of an interrupt, after which the sink hears nothing more. One answer is given at a time.
     *
     * @param answer names this answer, for {@link #heard}
     * @param news what it does not know yet: its {@link Prompt#messages messages} are only what happened since the last
     *     answer and did not come from this dialogue, such as sentences that another voice spoke and results of tools
     * @throws ProviderFailure when it fails; what was given before stays valid
     */
    void answer(long answer, Prompt news, Sink sink) throws ProviderFailure, InterruptedException;

    /**
     * An answer was cut short, and only so much of it was heard; nothing of it is to be remembered as said that was not.
     *
     * @param text the words that were heard, as far as that is known
     * @param millis of its sound, from its beginning
     */
    void heard(long answer, String text, int millis);

    /** Where an answer goes; called from the thread inside {@link #answer}. Its words come as {@link ModelPiece.Text}. */
    interface Sink extends Voice.Sink {
        /** Words, a wish for a tool, or the end, which comes once and last. */
        void thought(ModelPiece piece);
    }
}
