package io.antiphon.conversation.replay;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;

/** A stage that does nothing: whatever is asked of it, the answers are known already. */
class Onlooker implements Stage {
    private final CallJournal journal;

    Onlooker(CallJournal journal) {
        this.journal = journal;
    }

    @Override
    public void hear(Frame frame, boolean speech) {}

    @Override
    public void finishHearing() {}

    @Override
    public void find(int turn, Question question) {}

    @Override
    public void think(int turn, int attempt, Prompt prompt, int rank) {}

    @Override
    public void converse(int turn, int attempt, int utterance, Prompt news) {}

    @Override
    public void heard(int turn, int utterance, String text, int millis) {}

    @Override
    public void listenOtherwise() {}

    @Override
    public void speak(int turn, int utterance, String text, int rank) {}

    @Override
    public void run(int turn, ModelPiece.ToolRequest request) {}

    @Override
    public void cancel(int turn) {}

    @Override
    public void cancelThought(int turn, int attempt) {}

    @Override
    public void cancelSpeech(int turn, int utterance) {}

    @Override
    public void play(Frame frame) {}

    @Override
    public void clear() {}

    @Override
    public void show(Notice notice) {}

    @Override
    public final CallJournal journal() {
        return journal;
    }

    @Override
    public void hangUp(String reason) {}
}
