package io.antiphon.conversation;

import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.speech.Dialogue;
import java.util.function.Consumer;

/** What a dialogue says, made events of the call; all of its sound comes before its end. Used by one thread at a time. */
record Saying(int turn, int attempt, Cutter cutter, Consumer<CallEvent> events) implements Dialogue.Sink {
    /** An answer's name to the dialogue. */
    static long name(int turn, int utterance) {
        return ((long) turn << 32) | utterance;
    }

    @Override
    public void audio(short[] samples, int rate) {
        cutter.audio(samples, rate);
    }

    @Override
    public void thought(ModelPiece piece) {
        if (piece instanceof ModelPiece.Done) {
            cutter.end();
        }
        events.accept(new CallEvent.ModelThought(turn, attempt, piece));
    }
}
