package io.antiphon.conversation;

import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.TextStage;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.line.TextLine;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.util.function.Consumer;

/** What a conversation in words alone asks for, carried out by the ports of a live call, as {@link LiveStage} does. */
final class LiveTextStage implements TextStage {
    private final TextLine line;
    private final CallJournal journal;
    private final Workers workers;
    private final LiveMind mind;
    private final ToolThreads tools;

    LiveTextStage(String callId, TextLine line, MindPlugs plugs, CallJournal journal, Consumer<CallEvent> events) {
        this.line = line;
        this.journal = journal;
        this.workers = new Workers(callId, events);
        this.mind = new LiveMind(plugs, workers, events);
        this.tools = new ToolThreads(callId, plugs.tools(), events);
    }

    /** Ends all work, and waits until it has ended. */
    void close() throws InterruptedException {
        workers.close();
    }

    @Override
    public void find(int turn, Question question) {
        mind.find(turn, question);
    }

    @Override
    public void think(int turn, int attempt, Prompt prompt, int rank) {
        mind.think(turn, attempt, prompt, rank);
    }

    @Override
    public void run(int turn, ModelPiece.ToolRequest request) {
        line.toolStarted(request.id(), request.name(), request.arguments());
        tools.run(turn, request);
    }

    @Override
    public void cancel(int turn) {
        workers.cancel(turn);
    }

    @Override
    public void cancelThought(int turn, int attempt) {
        workers.cancel(turn, CallEvent.Part.MIND, attempt);
    }

    @Override
    public void answer(int request, String text, boolean complete, boolean endCall) {
        line.answer(request, text, complete, endCall);
    }

    @Override
    public void interject(int interjection, String text, boolean complete, boolean endCall) {
        line.interject(interjection, text, complete, endCall);
    }

    @Override
    public void toolFinished(String id, String result) {
        line.toolFinished(id, result);
    }

    @Override
    public CallJournal journal() {
        return journal;
    }

    @Override
    public void hangUp(String reason) {
        line.hangUp(reason);
    }
}
