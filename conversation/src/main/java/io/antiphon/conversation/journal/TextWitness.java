package io.antiphon.conversation.journal;

import io.antiphon.conversation.stage.TextStage;

/** A stage on which every request to a provider is journaled, as {@link Witness} does in a call with sound. */
public record TextWitness(TextStage stage, Journaling journaling) implements TextStage, MindWitness {
    @Override
    public void answer(int request, String text, boolean complete, boolean endCall) {
        stage.answer(request, text, complete, endCall);
    }

    @Override
    public void interject(int interjection, String text, boolean complete, boolean endCall) {
        stage.interject(interjection, text, complete, endCall);
    }

    @Override
    public void toolFinished(String id, String result) {
        stage.toolFinished(id, result);
    }

    @Override
    public void hangUp(String reason) {
        stage.hangUp(reason);
    }
}
