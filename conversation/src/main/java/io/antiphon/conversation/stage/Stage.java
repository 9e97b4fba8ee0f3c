package io.antiphon.conversation.stage;

import io.antiphon.audio.Frame;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.mind.Prompt;

/** What a conversation with sound can ask of the world. */
public interface Stage extends MindStage {
    /** Frames that are played ahead of the clock when speech begins, so that a late tick is not heard. */
    int LEAD = 2;

    /** Gives the ear the caller's next 20 ms. */
    void hear(Frame frame, boolean speech);

    /** Asks the ear for its final words; answered by one {@link CallEvent.CallerSaid}. */
    void finishHearing();

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

    /** Ends one utterance of a voice; the turn goes on. */
    void cancelSpeech(int turn, int utterance);

    /** Sends one frame to the caller. */
    void play(Frame frame);

    /** Drops what the caller has not heard yet; answered by one {@link CallEvent.PlaybackCleared}. */
    void clear();

    /** Shows the far end something, where it can display it. */
    void show(Notice notice);

    /** Ends the connection; the conversation is over. */
    void hangUp(String reason);
}
