package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.speech.Dialogue;
import java.util.function.Consumer;

/**
 * What a conversation asks for, carried out by the ports of a live call: whatever blocks, on virtual threads. Belongs to
 * the call's thread; answers are posted as events.
 */
final class LiveStage implements Stage {
    private final Line line;
    private final Plugs plugs;
    private final CallJournal journal;
    private final Consumer<CallEvent> events;
    private final Workers workers;
    private final LiveMind mind;
    private final Hearers hearers;
    private final Speaker speaker;
    private final ToolThreads tools;

    LiveStage(String callId, Line line, Plugs plugs, CallJournal journal, Consumer<CallEvent> events) {
        this.line = line;
        this.plugs = plugs;
        this.journal = journal;
        this.events = events;
        this.workers = new Workers(callId, events);
        this.mind = new LiveMind(new MindPlugs(plugs.minds(), plugs.knowledge(), plugs.tools()), workers, events);
        this.hearers = new Hearers(callId, plugs, events);
        this.speaker = new Speaker(plugs.voices(), plugs.voiceSettings(), workers, events);
        this.tools = new ToolThreads(callId, plugs.tools(), events);
    }

    /**
     * Opens ear and voice.
     *
     * @throws ProviderFailure when one of them cannot be had; nothing has been opened then
     */
    void open() throws ProviderFailure, InterruptedException {
        hearers.open();
        try {
            speaker.open();
        } catch (ProviderFailure | InterruptedException failure) {
            hearers.close();
            throw failure;
        }
    }

    /** Ends all work, and waits until it has ended. */
    void close() throws InterruptedException {
        hearers.close();
        workers.close();
        speaker.close();
    }

    /** The caller's final words have come. */
    void said() {
        hearers.said();
    }

    @Override
    public void hear(Frame frame, boolean speech) {
        hearers.hear(frame, speech);
    }

    @Override
    public void finishHearing() {
        hearers.finish();
    }

    @Override
    public void listenOtherwise() {
        hearers.listenOtherwise();
    }

    @Override
    public void converse(int turn, int attempt, int utterance, Prompt news) {
        Dialogue asked = hearers.dialogue();
        workers.start(turn, Part.MIND, attempt, () -> {
            if (asked == null) {
                throw new ProviderFailure(
                        "dialogue", ProviderFailure.Kind.UNREACHABLE, "there is no dialogue in this call");
            }
            Cutter cutter = new Cutter(turn, utterance, plugs.voiceSettings().rate(), events);
            asked.answer(Saying.name(turn, utterance), news, new Saying(turn, attempt, cutter, events));
        });
    }

    @Override
    public void heard(int turn, int utterance, String text, int millis) {
        Dialogue dialogue = hearers.dialogue();
        if (dialogue != null) {
            dialogue.heard(Saying.name(turn, utterance), text, millis);
        }
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
    public void speak(int turn, int utterance, String text, int rank) {
        speaker.speak(turn, utterance, text, rank);
    }

    @Override
    public void run(int turn, ModelPiece.ToolRequest request) {
        tools.run(turn, request);
    }

    @Override
    public void cancel(int turn) {
        workers.cancel(turn);
    }

    @Override
    public void cancelThought(int turn, int attempt) {
        workers.cancel(turn, Part.MIND, attempt);
    }

    @Override
    public void cancelSpeech(int turn, int utterance) {
        workers.cancel(turn, Part.VOICE, utterance);
    }

    @Override
    public void play(Frame frame) {
        line.play(frame);
    }

    @Override
    public void clear() {
        line.clear();
    }

    @Override
    public void show(Notice notice) {
        line.show(notice);
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
