package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;

/**
 * What a conversation can ask of the world; {@code turn} is a turn's id, which is never used twice. Every method returns at once; answers come back as {@link CallEvent}s. A
 * running call carries it out on virtual threads; a test or a simulation carries it out in virtual time.
 */
public interface Stage {
    /** Gives the ear the caller's next 20 ms. */
    void hear(Frame frame, boolean speech);

    /** Asks the ear for its final words; answered by one {@link CallEvent.CallerSaid}. */
    void finishHearing();

    /** Looks into the agent's knowledge; answered by one {@link CallEvent.PassagesFound}. */
    void find(int turn, Question question);

    /** Asks the model of this rank for an answer, given as {@link CallEvent.ModelThought}s of this attempt. */
    void think(int turn, int attempt, Prompt prompt, int rank);

    /**
     * Asks the call's dialogue for a spoken answer: words and wishes come as {@link CallEvent.ModelThought}s of this
     * attempt, sound as {@link CallEvent.VoiceSounded} of this utterance.
     *
     * @param news what the dialogue does not know yet
     */
    void converse(int turn, int attempt, int utterance, Prompt news);

    /** Tells the dialogue that only so much of one of its utterances was heard. */
    void heard(int turn, int utterance, String text, int millis);

    /** Gives the dialogue up: another ear hears from now on, and what has been said since the last final words. */
    void listenOtherwise();

    /** Has the voice of this rank speak; answered by {@link CallEvent.VoiceSounded} and one finish. */
    void speak(int turn, int utterance, String text, int rank);

    /** Runs a tool, whatever becomes of the turn; answered by one {@link CallEvent.ToolFinished}. */
    void run(int turn, ModelPiece.ToolRequest request);

    /** Ends whatever still finds, thinks or speaks for this turn. */
    void cancel(int turn);

    /** Ends one attempt of a model; the turn goes on. */
    void cancelThought(int turn, int attempt);

    /** Ends one utterance of a voice; the turn goes on. */
    void cancelSpeech(int turn, int utterance);

    /** Sends one frame to the caller. */
    void play(Frame frame);

    /** Drops what the caller has not heard yet; answered by one {@link CallEvent.PlaybackCleared}. */
    void clear();

    /** Shows the far end something, where it can display it. */
    void show(Notice notice);

    /** Where the call writes what happened. */
    CallJournal journal();

    /** Ends the connection; the conversation is over. */
    void hangUp(String reason);
}
