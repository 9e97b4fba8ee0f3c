package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole call in virtual time: a caller one can script, a line that plays what it is sent, and providers that answer
 * after so many ticks. What the caller hears is taken from the frames that were played, not from what the engine says.
 */
final class Dialogue implements Stage {
    static final int RATE = 8000;
    static final int FRAMES_PER_WORD = 15;

    final Script script;
    final List<Notice> shown = new ArrayList<>();

    /** How much of its answers the speech-to-speech model was told was heard. */
    final List<Cut> cuts = new ArrayList<>();

    @Nullable
    String hungUp;

    private final Timetable timetable;
    private final Earpiece earpiece = new Earpiece();
    private final ScriptedEar ear;
    private final ScriptedProviders providers;
    private final KeptJournal kept = new KeptJournal(this::cutOff);

    final List<TranscriptEntry> transcript = kept.transcript;
    final List<TurnRecord> turns = kept.turns;
    final List<JournalEvent> journal = kept.events;
    final List<Prompt> prompts;
    final List<Question> questions;
    final List<String> toolsRun;

    /** What the speech-to-speech model was asked. */
    final List<Prompt> conversed;

    private final Conversation conversation;
    private int latestTurn = -1;
    private int cutTurns = -1;
    private int overdue;

    Dialogue(Script script) {
        this.script = script;
        this.timetable = new Timetable(script);
        this.ear = new ScriptedEar(script, timetable);
        this.providers = new ScriptedProviders(script, timetable, earpiece);
        this.prompts = providers.prompts;
        this.questions = providers.questions;
        this.toolsRun = providers.toolsRun;
        this.conversed = providers.conversed;
        this.conversation = new Conversation(script.settings(), this, new Detected());
    }

    /** So much of what a dialogue said in a turn is taken as heard. */
    record Cut(int turn, String text, int millis) {}

    /** Prints what the engine notes, as it does. */
    void print() {
        kept.prints = true;
    }

    // The caller

    /** Says words at the usual pace and falls silent long enough for the turn to be over. */
    void says(String words) {
        speaks(words);
        silence(1400 + 20 * script.earTicks);
    }

    /** Says words and stops right there. */
    void speaks(String words) {
        for (String word : words.split(" ")) {
            for (int i = 0; i < FRAMES_PER_WORD; i++) {
                tick(1f);
            }
            ear.hear(word);
        }
    }

    /** Makes a sound that is no speech to anyone but the voice activity detector. */
    void coughs(int millis) {
        for (int at = 0; at < millis; at += Frame.MILLIS) {
            tick(1f);
        }
    }

    void silence(int millis) {
        for (int at = 0; at < millis && !conversation.isOver(); at += Frame.MILLIS) {
            tick(0f);
        }
    }

    /** Waits until the agent has spoken and is done, and checks what was heard of it. */
    void hears(String text) {
        assertThat(listens()).isEqualTo(text);
    }

    /** Waits until the agent has spoken and is done; gives the words heard since the last time. */
    String listens() {
        for (int i = 0; i < 3000 && !(earpiece.hasNews() && isQuiet()) && !conversation.isOver(); i++) {
            tick(0f);
        }
        return takeHeard();
    }

    private boolean isQuiet() {
        return earpiece.isQuiet() && timetable.holdsOnly(CallEvent.CallerPartial.class::isInstance) && turnsAreDone();
    }

    private boolean turnsAreDone() {
        return !shown.isEmpty()
                && (shown.getLast() instanceof Notice.TurnDone || shown.getLast() instanceof Notice.Ended);
    }

    /** Waits until the agent has been audible for so long. */
    void listensFor(int millis) {
        for (int i = 0; i < 1000 && !agentIsAudible(); i++) {
            tick(0f);
        }
        assertThat(agentIsAudible()).as("the agent speaks").isTrue();
        silence(millis);
    }

    void hangsUp() {
        give(new CallEvent.CallerHungUp());
        for (int i = 0; i < 50 && !conversation.isOver(); i++) {
            deliver();
            timetable.tickOver();
        }
    }

    /** Something else happens. */
    void gives(CallEvent event) {
        give(event);
    }

    // Virtual time

    private void tick(float speech) {
        deliver();
        if (earpiece.play()) {
            report(new CallEvent.PlayedUpTo(earpiece.last()));
        }
        give(new CallEvent.CallerFrame(Frame.silence(RATE), speech));
        timetable.tickOver();
        overdue = conversation.dueIn() < 0 ? overdue + 1 : 0;
        assertThat(overdue).as("ticks after which something was due").isLessThan(2);
    }

    private void deliver() {
        for (CallEvent next = timetable.next(); next != null; next = timetable.next()) {
            give(next);
            if (script.twice && isAnEnd(next)) {
                give(next);
            }
        }
    }

    private static boolean isAnEnd(CallEvent event) {
        return event instanceof CallEvent.VoiceFinished
                || event instanceof CallEvent.PassagesFound
                || event instanceof CallEvent.ProviderFailed
                || event instanceof CallEvent.ModelThought(int turn, int attempt, ModelPiece.Done done);
    }

    private void report(CallEvent event) {
        if (script.reportTicks == 0 && event instanceof CallEvent.PlayedUpTo) {
            give(event);
        } else {
            timetable.after(Math.max(1, script.reportTicks), -1, event);
        }
    }

    private void give(CallEvent event) {
        if (event instanceof CallEvent.CallerSaid) {
            ear.said();
        }
        providers.gave(event);
        conversation.take(event, script.machineMicros.applyAsLong(timetable.tick()));
    }

    // The stage

    @Override
    public void hear(Frame frame, boolean speech) {}

    @Override
    public void finishHearing() {
        ear.finish();
    }

    @Override
    public void find(int turn, Question question) {
        providers.find(turn, question);
    }

    @Override
    public void think(int turn, int attempt, Prompt prompt, int rank) {
        checkContext(prompt);
        providers.think(turn, attempt, prompt, rank);
    }

    /** A model is told of the agent's words what was heard, and nothing else. */
    private void checkContext(Prompt prompt) {
        List<String> told = new ArrayList<>();
        for (Message message : prompt.messages()) {
            if (message instanceof Message.Agent(String text, var ignored) && !text.isEmpty()) {
                told.add(text);
            }
        }
        List<String> heard = transcript.stream()
                .filter(entry -> entry.role() != TranscriptEntry.Role.USER)
                .map(TranscriptEntry::text)
                .toList();
        assertThat(heard.subList(Math.max(0, heard.size() - told.size()), heard.size()))
                .as("what the model is told the agent said")
                .isEqualTo(told);
    }

    @Override
    public void converse(int turn, int attempt, int utterance, Prompt news) {
        assertThat(listensOtherwise())
                .as("a dialogue that was given up is asked nothing")
                .isFalse();
        providers.converse(turn, attempt, utterance, news);
    }

    @Override
    public void heard(int turn, int utterance, String text, int millis) {
        cuts.add(new Cut(turn, text, millis));
    }

    @Override
    public void listenOtherwise() {
        assertThat(listensOtherwise()).as("a dialogue is given up once").isFalse();
        ear.listenOtherwise();
    }

    @Override
    public void speak(int turn, int utterance, String text, int rank) {
        providers.speak(turn, utterance, text, rank);
    }

    @Override
    public void run(int turn, ModelPiece.ToolRequest request) {
        assertThat(journal)
                .as("a tool is journaled before it runs")
                .last()
                .satisfies(event -> assertThat(event.type()).isEqualTo("ToolStarted"));
        providers.run(turn, request);
    }

    @Override
    public void cancel(int turn) {
        providers.cancel(turn);
    }

    @Override
    public void cancelThought(int turn, int attempt) {
        providers.cancelThought(turn, attempt);
    }

    @Override
    public void cancelSpeech(int turn, int utterance) {
        providers.cancelSpeech(turn, utterance);
    }

    @Override
    public void play(Frame frame) {
        int turn = earpiece.take(frame);
        latestTurn = Math.max(latestTurn, turn);
        assertThat(turn).as("nothing of a turn is spoken after it was cut").isGreaterThan(cutTurns);
    }

    private void cutOff() {
        cutTurns = latestTurn;
    }

    @Override
    public void clear() {
        report(new CallEvent.PlaybackCleared(earpiece.clear()));
    }

    @Override
    public void show(Notice notice) {
        shown.add(notice);
    }

    @Override
    public CallJournal journal() {
        return kept;
    }

    @Override
    public void hangUp(String reason) {
        hungUp = reason;
    }

    // What came of it

    /** Why the call ended; null while it goes on. */
    @Nullable
    String ended() {
        return kept.ended;
    }

    boolean agentIsAudible() {
        return earpiece.isAudible();
    }

    /** Whether the dialogue that led has been given up. */
    boolean listensOtherwise() {
        return ear.listensOtherwise();
    }

    /** The words whose sound was played since the last time, from the sound alone. */
    String takeHeard() {
        return earpiece.takeHeard();
    }

    /** The words whose sound was played since the call began. */
    String takeAllHeard() {
        return earpiece.takeAllHeard();
    }

    /** Frames of the agent that the line played. */
    int playedFrames() {
        return earpiece.playedFrames();
    }

    /** Milliseconds of a turn's sound that the line has played. */
    int playedMillis(int turn) {
        return earpiece.playedMillis(turn);
    }

    /** Frames of the agent in the recording. */
    long recordedAgentFrames() {
        return kept.agentFrames();
    }

    /** What the transcript holds of the agent, in order. */
    List<String> agentLines() {
        return kept.lines(TranscriptEntry.Role.ASSISTANT);
    }

    List<String> callerLines() {
        return kept.lines(TranscriptEntry.Role.USER);
    }

    /** What the engine decided, in order. */
    List<String> decisions() {
        return kept.decisions();
    }

    /** Models and voices that were asked for something and neither gave it nor were told to stop. */
    List<String> stillWorking() {
        return providers.stillWorking();
    }
}
