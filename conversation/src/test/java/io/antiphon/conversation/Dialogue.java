package io.antiphon.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.CallEvent.Part;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole call in virtual time: a caller one can script, a line that plays what it is sent, and providers that answer
 * after so many ticks. What the caller hears is taken from the frames that were played, not from what the engine says.
 */
final class Dialogue implements Stage {
    static final int RATE = 8000;
    static final int FRAMES_PER_WORD = 15;

    final Script script;
    final List<TranscriptEntry> transcript = new ArrayList<>();
    final List<TurnRecord> turns = new ArrayList<>();
    final List<Prompt> prompts = new ArrayList<>();
    final List<Question> questions = new ArrayList<>();
    final List<JournalEvent> journal = new ArrayList<>();
    final List<Notice> shown = new ArrayList<>();
    final List<String> toolsRun = new ArrayList<>();
    final List<@Nullable Frame> recordedAgent = new ArrayList<>();
    int recordedTicks;

    @Nullable
    String ended;

    @Nullable
    String hungUp;

    private final Conversation conversation;
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Set<Integer> cancelled = new HashSet<>();
    private final IdentityHashMap<Frame, Sound> sounds = new IdentityHashMap<>();
    private final Deque<Frame> lineQueue = new ArrayDeque<>();
    private final List<Sound> played = new ArrayList<>();
    private final StringBuilder unfinished = new StringBuilder();
    private long sequence;
    private long tick;
    private long lineSent;
    private long linePlayed;
    private int heardUntil;
    private boolean agentAudible;

    Dialogue(Script script) {
        this.script = script;
        this.conversation = new Conversation(script.settings(), this);
    }

    /** An agent that can be told what to answer, how fast, and where to fail. */
    static final class Script {
        String greeting = "";
        double responsiveness = 1;
        double sensitivity = 1;
        CallSettings.Limits limits = CallSettings.Limits.STANDARD;
        int earTicks = 6;
        int mindTicks = 10;
        int voiceTicks = 5;
        int toolTicks = 20;
        int minds = 1;
        int voices = 1;
        boolean knowledge;
        /** The machine's clock by the call's. */
        java.util.function.LongUnaryOperator machineMicros = at -> at * 20_000;

        boolean deafToFinish;
        final Set<Integer> failingMinds = new HashSet<>();
        final Set<Integer> failingVoices = new HashSet<>();
        final Set<Integer> stallingMinds = new HashSet<>();
        java.util.function.Function<Prompt, List<ModelPiece>> mind = prompt -> List.of(
                new ModelPiece.Text("You said: " + lastCaller(prompt) + "."),
                new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));

        static String lastCaller(Prompt prompt) {
            return prompt.messages().reversed().stream()
                    .filter(Message.Caller.class::isInstance)
                    .map(message -> ((Message.Caller) message).text())
                    .findFirst()
                    .orElse("");
        }

        Script answers(String text) {
            mind = prompt ->
                    List.of(new ModelPiece.Text(text), new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));
            return this;
        }

        CallSettings settings() {
            return new CallSettings(
                    new CallSettings.Persona("Ada", "en-IN", "Be kind.", greeting.isEmpty() ? null : greeting),
                    new CallSettings.Manners(responsiveness, sensitivity),
                    limits,
                    Phrases.of("en"),
                    new CallSettings.Resources(minds, voices, knowledge, List.of(), "scripted"));
        }
    }

    private record Due(long tick, long sequence, int turn, CallEvent event) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return tick != other.tick ? Long.compare(tick, other.tick) : Long.compare(sequence, other.sequence);
        }
    }

    private record Sound(String text, int index, int of) {}

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
            unfinished.append(unfinished.isEmpty() ? "" : " ").append(word);
            after(script.earTicks, -1, new CallEvent.CallerPartial(unfinished.toString()));
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
        for (int i = 0; i < 3000 && !(hasNews() && isQuiet()) && !conversation.isOver(); i++) {
            tick(0f);
        }
        return takeHeard();
    }

    /** Waits until the agent has been audible for so long. */
    void listensFor(int millis) {
        for (int i = 0; i < 1000 && !agentAudible; i++) {
            tick(0f);
        }
        assertThat(agentAudible).as("the agent speaks").isTrue();
        silence(millis);
    }

    boolean agentIsAudible() {
        return agentAudible;
    }

    void hangsUp() {
        give(new CallEvent.CallerHungUp());
        for (int i = 0; i < 50 && !conversation.isOver(); i++) {
            deliver();
            tick++;
        }
    }

    void gives(CallEvent event) {
        give(event);
    }

    private boolean hasNews() {
        return played.size() > heardUntil;
    }

    private boolean isQuiet() {
        return lineQueue.isEmpty() && !agentAudible && conversationIsStill();
    }

    private boolean conversationIsStill() {
        return due.stream().allMatch(one -> one.event() instanceof CallEvent.CallerPartial) && turnsAreDone();
    }

    private boolean turnsAreDone() {
        return !shown.isEmpty()
                && (shown.getLast() instanceof Notice.TurnDone || shown.getLast() instanceof Notice.Ended);
    }

    /** The words whose sound was played since the last time, from the sound alone. */
    String takeHeard() {
        StringBuilder words = new StringBuilder();
        for (Sound sound : played.subList(heardUntil, played.size())) {
            String[] of = sound.text().split(" ");
            if ((sound.index() + 1) % FRAMES_PER_WORD == 0) {
                words.append(words.isEmpty() ? "" : " ").append(of[(sound.index() + 1) / FRAMES_PER_WORD - 1]);
            }
        }
        heardUntil = played.size();
        return words.toString();
    }

    /** The words whose sound was played since the call began. */
    String takeAllHeard() {
        heardUntil = 0;
        return takeHeard();
    }

    // Virtual time

    private void tick(float speech) {
        deliver();
        playOne();
        give(new CallEvent.CallerFrame(Frame.silence(RATE), speech));
        tick++;
    }

    private void deliver() {
        while (!due.isEmpty() && due.peek().tick() <= tick) {
            Due next = due.remove();
            if (!cancelled.contains(next.turn())) {
                give(next.event());
            }
        }
    }

    private void playOne() {
        agentAudible = !lineQueue.isEmpty();
        if (agentAudible) {
            Sound sound = sounds.get(lineQueue.removeFirst());
            played.add(sound);
            linePlayed++;
            give(new CallEvent.PlayedUpTo(linePlayed));
        }
    }

    private void give(CallEvent event) {
        conversation.take(event, script.machineMicros.applyAsLong(tick));
    }

    private void after(int ticks, int turn, CallEvent event) {
        due.add(new Due(tick + ticks, sequence++, turn, event));
    }

    // The stage

    @Override
    public void hear(Frame frame, boolean speech) {}

    @Override
    public void finishHearing() {
        if (!script.deafToFinish) {
            String text = unfinished.toString();
            unfinished.setLength(0);
            after(script.earTicks, -1, new CallEvent.CallerSaid(text, 0.9));
        }
    }

    @Override
    public void find(int turn, Question question) {
        questions.add(question);
        after(1, turn, new CallEvent.PassagesFound(turn, Findings.none()));
    }

    @Override
    public void think(int turn, Prompt prompt, int rank) {
        prompts.add(prompt);
        if (script.failingMinds.contains(rank)) {
            after(script.mindTicks, turn, failed(turn, Part.MIND));
        } else if (!script.stallingMinds.contains(rank)) {
            int at = script.mindTicks;
            for (ModelPiece piece : script.mind.apply(prompt)) {
                after(at++, turn, new CallEvent.ModelThought(turn, piece));
            }
        }
    }

    @Override
    public void speak(int turn, int utterance, String text, int rank) {
        if (script.failingVoices.contains(rank)) {
            after(script.voiceTicks, turn, failed(turn, Part.VOICE));
            return;
        }
        int frames = text.split(" ").length * FRAMES_PER_WORD;
        List<Frame> sound = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            Frame frame = loud();
            sounds.put(frame, new Sound(text, i, frames));
            sound.add(frame);
        }
        int from = 0;
        String[] words = text.split(" ");
        for (int word = 0; word < words.length; word++) {
            int to = from + words[word].length();
            after(
                    script.voiceTicks,
                    turn,
                    new CallEvent.VoiceAligned(
                            turn, utterance, new CallEvent.Word(from, to, (word + 1) * FRAMES_PER_WORD * 20)));
            from = to + 1;
        }
        after(script.voiceTicks, turn, new CallEvent.VoiceSounded(turn, utterance, sound));
        after(script.voiceTicks, turn, new CallEvent.VoiceFinished(turn, utterance));
    }

    private static Frame loud() {
        short[] samples = new short[RATE / 50];
        java.util.Arrays.fill(samples, (short) 8000);
        return new Frame(samples, RATE);
    }

    private static CallEvent failed(int turn, Part part) {
        return new CallEvent.ProviderFailed(
                turn, part, new ProviderFailure("scripted", ProviderFailure.Kind.VENDOR_FAULT, "as told"));
    }

    @Override
    public void run(int turn, ModelPiece.ToolRequest request) {
        toolsRun.add(request.id());
        after(
                script.toolTicks,
                -1,
                new CallEvent.ToolFinished(turn, request.id(), request.name(), request.arguments(), "\"done\""));
    }

    @Override
    public void cancel(int turn) {
        cancelled.add(turn);
    }

    @Override
    public void play(Frame frame) {
        lineSent++;
        lineQueue.add(frame);
    }

    @Override
    public void clear() {
        lineQueue.clear();
        long last = linePlayed;
        linePlayed = lineSent;
        after(1, -1, new CallEvent.PlaybackCleared(last));
    }

    @Override
    public void show(Notice notice) {
        shown.add(notice);
    }

    @Override
    public CallJournal journal() {
        return new CallJournal() {
            @Override
            public void event(JournalEvent event) {
                journal.add(event);
            }

            @Override
            public void transcript(TranscriptEntry entry) {
                transcript.add(entry);
            }

            @Override
            public void turn(TurnRecord turn) {
                turns.add(turn);
            }

            @Override
            public void sound(Frame caller, @Nullable Frame agent) {
                recordedTicks++;
                recordedAgent.add(agent);
            }

            @Override
            public void ended(String reason, long ticks) {
                assertThat(ended).as("a call ends once").isNull();
                ended = reason;
            }
        };
    }

    @Override
    public void hangUp(String reason) {
        hungUp = reason;
    }

    /** What the transcript holds of the agent, in order. */
    List<String> agentLines() {
        return transcript.stream()
                .filter(entry -> entry.role() == TranscriptEntry.Role.ASSISTANT)
                .map(TranscriptEntry::text)
                .toList();
    }

    List<String> callerLines() {
        return transcript.stream()
                .filter(entry -> entry.role() == TranscriptEntry.Role.USER)
                .map(TranscriptEntry::text)
                .toList();
    }

    /** Frames of the agent in the recording. */
    long recordedAgentFrames() {
        return recordedAgent.stream().filter(frame -> frame != null).count();
    }

    /** Frames of the agent that the line played. */
    int playedFrames() {
        return played.size();
    }
}
