package io.antiphon.conversation.engine;

import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.settings.Phrases;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.TextEvent;
import io.antiphon.conversation.stage.TextStage;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.line.TextLine.Said;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.mind.ToolDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call in words alone, in virtual time: what the far end tells, what models think, and what is given to the far end. */
final class Correspondence implements TextStage {
    /** A model that has been asked, and not told to stop. */
    record Asked(int turn, int attempt, Prompt prompt, int rank) {}

    final List<String> given = new ArrayList<>();
    final List<Asked> asked = new ArrayList<>();
    final List<Question> questions = new ArrayList<>();
    final List<ModelPiece.ToolRequest> runs = new ArrayList<>();
    final KeptJournal journal = new KeptJournal(() -> {});
    private final List<Said> all = new ArrayList<>();
    private final TextConversation talk;
    private int turnFinding;
    private int turnRunning;

    @Nullable
    String hungUp;

    Correspondence(CallSettings settings) {
        talk = new TextConversation(settings, this);
        talk.begin();
    }

    static CallSettings settings(@Nullable String greeting, boolean knowledge, String... minds) {
        return new CallSettings(
                new CallSettings.Persona("Asha", "en-IN", "Be kind.", greeting),
                new CallSettings.Manners(0.8, 0.5),
                CallSettings.Habits.STANDARD,
                CallSettings.Limits.STANDARD,
                Phrases.of("en-IN"),
                new CallSettings.Resources(
                        List.of(minds),
                        1,
                        knowledge,
                        List.of(new ToolDescription("look_up", "Looks up.", "{}")),
                        false));
    }

    Correspondence agent(String words) {
        all.add(new Said(true, words, -1, -1));
        return told();
    }

    Correspondence caller(String words) {
        all.add(new Said(false, words, -1, -1));
        return told();
    }

    /** The caller's last words turn out to be others. */
    Correspondence callerCorrects(String words) {
        all.set(all.size() - 1, new Said(false, words, -1, -1));
        return told();
    }

    private Correspondence told() {
        return take(new TextEvent.Told(all));
    }

    Correspondence wants(int request) {
        return take(new TextEvent.AnswerWanted(request, all));
    }

    Correspondence wantsReminder(int request) {
        return take(new TextEvent.ReminderWanted(request, all));
    }

    Correspondence after(double seconds) {
        for (int tick = 0; tick < Math.round(seconds * 50); tick++) {
            take(new TextEvent.Ticked());
        }
        return this;
    }

    Correspondence happens(CallEvent event) {
        return take(new TextEvent.Happened(event));
    }

    Correspondence finds(Findings findings) {
        return happens(new CallEvent.PassagesFound(turnFinding, findings));
    }

    /** The model that was asked last gives these pieces. */
    Correspondence thinks(ModelPiece... pieces) {
        return thinks(asked.getLast(), pieces);
    }

    Correspondence thinks(Asked by, ModelPiece... pieces) {
        for (ModelPiece piece : pieces) {
            happens(new CallEvent.ModelThought(by.turn(), by.attempt(), piece));
        }
        return this;
    }

    Correspondence fails(Asked by) {
        return happens(new CallEvent.ProviderFailed(
                by.turn(),
                CallEvent.Part.MIND,
                by.attempt(),
                new ProviderFailure("mind", ProviderFailure.Kind.UNREACHABLE, "gone")));
    }

    Correspondence gives(ModelPiece.ToolRequest run, String result) {
        return happens(new CallEvent.ToolFinished(turnRunning, run.id(), run.name(), run.arguments(), result));
    }

    static ModelPiece text(String words) {
        return new ModelPiece.Text(words);
    }

    static ModelPiece done() {
        return new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0);
    }

    /** All words that were given for a request. */
    String answer(int request) {
        String prefix = request + ": ";
        return given.stream()
                .filter(words -> words.startsWith(prefix) && !words.equals(prefix + "."))
                .map(words -> words.substring(prefix.length()))
                .collect(Collectors.joining(" "));
    }

    boolean isOver() {
        return talk.isOver();
    }

    private Correspondence take(TextEvent event) {
        talk.take(event, talk.ticks() * 20_000);
        return this;
    }

    @Override
    public void find(int turn, Question question) {
        turnFinding = turn;
        questions.add(question);
    }

    @Override
    public void think(int turn, int attempt, Prompt prompt, int rank) {
        asked.add(new Asked(turn, attempt, prompt, rank));
    }

    @Override
    public void run(int turn, ModelPiece.ToolRequest request) {
        turnRunning = turn;
        runs.add(request);
        given.add("runs " + request.name());
    }

    @Override
    public void cancel(int turn) {
        given.add("stops " + turn);
    }

    @Override
    public void cancelThought(int turn, int attempt) {}

    @Override
    public void answer(int request, String text, boolean complete, boolean endCall) {
        given.add(request + ": " + text.strip() + (complete ? "." : "") + (endCall ? " End." : ""));
    }

    @Override
    public void interject(int interjection, String text, boolean complete, boolean endCall) {
        given.add("!" + interjection + ": " + text.strip() + (complete ? "." : "") + (endCall ? " End." : ""));
    }

    @Override
    public void toolFinished(String id, String result) {
        given.add("gives " + result);
    }

    @Override
    public CallJournal journal() {
        return journal;
    }

    @Override
    public void hangUp(String reason) {
        hungUp = reason;
    }
}
