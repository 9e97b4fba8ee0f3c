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
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole call in virtual time: a caller one can script, a line that plays what it is sent, and providers that answer
 * after so many ticks. What the caller hears is taken from the frames that were played, not from what the engine says.
 */
final class Dialogue implements Stage {
    static final int RATE = 8000;
    static final int FRAMES_PER_WORD = 15;

    /** A dialogue that owes words for so long has failed. */
    private static final int WORDS_OVERDUE_TICKS = 125;

    final Script script;
    final List<TranscriptEntry> transcript = new ArrayList<>();
    final List<TurnRecord> turns = new ArrayList<>();
    final List<Prompt> prompts = new ArrayList<>();
    final List<Question> questions = new ArrayList<>();
    final List<JournalEvent> journal = new ArrayList<>();
    final List<Notice> shown = new ArrayList<>();
    final List<String> toolsRun = new ArrayList<>();

    /** What the speech-to-speech model was asked, and how much of its answers it was told was heard. */
    final List<Prompt> conversed = new ArrayList<>();

    final List<Cut> cuts = new ArrayList<>();
    boolean listensOtherwise;
    final List<@Nullable Frame> recordedAgent = new ArrayList<>();
    int recordedTicks;
    boolean prints;

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
    private final Deque<String> owedWords = new ArrayDeque<>();
    private final Set<Work> working = new HashSet<>();
    private int latestTurn = -1;
    private int cutTurns = -1;
    private long sequence;
    private long tick;
    private long lineSent;
    private long linePlayed;
    private int heardUntil;
    private int overdue;
    private boolean agentAudible;

    Dialogue(Script script) {
        this.script = script;
        this.conversation = new Conversation(script.settings(), this, new Detected());
    }

    /** An agent that can be told what to answer, how fast, and where to fail. */
    static final class Script {
        String greeting = "";
        double responsiveness = 1;
        double sensitivity = 1;
        CallSettings.Habits habits = new CallSettings.Habits(0, false, false, false, 6000, List.of());
        CallSettings.Limits limits = CallSettings.Limits.STANDARD;
        int earTicks = 6;
        int mindTicks = 10;
        int voiceTicks = 5;
        int toolTicks = 20;
        int findTicks = 1;
        int minds = 1;
        int voices = 1;
        boolean knowledge;
        Findings findings = Findings.none();

        /** The machine's clock by the call's. */
        java.util.function.LongUnaryOperator machineMicros = at -> at * 20_000;

        boolean deafToFinish;

        /** Whether a speech-to-speech model leads; it has no words for what it hears until long after. */
        boolean dialogue;

        int wordsTicks = 60;
        int dialogueTicks = 10;

        /** Words after which it says no more and hears no more; after which it fails. */
        int dialogueStallsAfter = Integer.MAX_VALUE;

        int dialogueFailsAfter = Integer.MAX_VALUE;
        java.util.function.Function<Prompt, List<ModelPiece>> spoken = prompt -> List.of(
                new ModelPiece.Text("certainly I can help you with that today"),
                new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));
        final Set<Integer> failingMinds = new HashSet<>();
        final Set<Integer> failingVoices = new HashSet<>();
        final Set<Integer> stallingMinds = new HashSet<>();
        final Set<Integer> stallingVoices = new HashSet<>();

        /** Pieces after which the first mind says no more; frames after which the first voice sounds no more. */
        int mindStallsAfter = Integer.MAX_VALUE;

        int voiceStallsAfter = Integer.MAX_VALUE;
        int laterMindTicks = -1;

        /** Providers go on after they were told to stop. */
        boolean ignoresCancel;

        /** Providers say twice that they are done, or what they found. */
        boolean twice;

        /** A model's pieces and a voice's sounds, kept in order among themselves, come this irregularly. */
        int jitter;

        /** Ticks by which the line reports playback late. */
        int reportTicks;

        boolean aligned = true;
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

        /** The dialogue, where there is one, and the minds, each by its place. */
        private List<String> thinkers() {
            Stream<String> first = dialogue ? Stream.of("dialogue") : Stream.empty();
            return Stream.concat(first, IntStream.range(0, minds).mapToObj(place -> "mind " + place))
                    .toList();
        }

        CallSettings settings() {
            return new CallSettings(
                    new CallSettings.Persona("Ada", "en-IN", "Be kind.", greeting.isEmpty() ? null : greeting),
                    new CallSettings.Manners(responsiveness, sensitivity),
                    habits,
                    limits,
                    Phrases.of("en"),
                    new CallSettings.Resources(thinkers(), voices, knowledge, List.of(), dialogue));
        }
    }

    private record Due(long tick, long sequence, int turn, CallEvent event) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return tick != other.tick ? Long.compare(tick, other.tick) : Long.compare(sequence, other.sequence);
        }
    }

    private record Sound(String text, int index, int of, int turn) {}

    /** So much of what a dialogue said in a turn is taken as heard. */
    record Cut(int turn, String text, int millis) {}

    /** A model or a voice at work: what was asked for and is neither finished nor cancelled. */
    private record Work(Part part, int turn, int piece) {}

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
            if (!script.dialogue || listensOtherwise) {
                after(script.earTicks, -1, new CallEvent.CallerPartial(unfinished.toString()));
            }
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
        overdue = conversation.dueIn() < 0 ? overdue + 1 : 0;
        assertThat(overdue).as("ticks after which something was due").isLessThan(2);
    }

    private void deliver() {
        while (!due.isEmpty() && due.peek().tick() <= tick) {
            Due next = due.remove();
            if (!cancelled.contains(next.turn()) || script.ignoresCancel) {
                give(next.event());
                if (script.twice && isAnEnd(next.event())) {
                    give(next.event());
                }
            }
        }
    }

    private static boolean isAnEnd(CallEvent event) {
        return event instanceof CallEvent.VoiceFinished
                || event instanceof CallEvent.PassagesFound
                || event instanceof CallEvent.ProviderFailed
                || event instanceof CallEvent.ModelThought(int turn, int attempt, ModelPiece.Done done);
    }

    private void playOne() {
        agentAudible = !lineQueue.isEmpty();
        if (agentAudible) {
            Sound sound = sounds.get(lineQueue.removeFirst());
            played.add(sound);
            linePlayed++;
            report(new CallEvent.PlayedUpTo(linePlayed));
        }
    }

    private void report(CallEvent event) {
        if (script.reportTicks == 0 && event instanceof CallEvent.PlayedUpTo) {
            give(event);
        } else {
            after(Math.max(1, script.reportTicks), -1, event);
        }
    }

    private void give(CallEvent event) {
        switch (event) {
            case CallEvent.CallerSaid ignored -> owedWords.poll();
            case CallEvent.ModelThought(int turn, int attempt, ModelPiece.Done ignored) ->
                working.remove(new Work(Part.MIND, turn, attempt));
            case CallEvent.VoiceFinished(int turn, int utterance) ->
                working.remove(new Work(Part.VOICE, turn, utterance));
            case CallEvent.ProviderFailed(int turn, Part part, int piece, var ignored) ->
                working.remove(new Work(part, turn, piece));
            default -> {}
        }
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
            if (script.dialogue && !listensOtherwise) {
                owedWords.add(text);
                if (script.dialogueStallsAfter == Integer.MAX_VALUE) {
                    after(script.wordsTicks, -1, new CallEvent.CallerSaid(text, 0.9));
                } else {
                    after(WORDS_OVERDUE_TICKS, -1, failed(-1, Part.EAR, Conversing.HEARING));
                }
            } else {
                after(script.earTicks, -1, new CallEvent.CallerSaid(text, 0.9));
            }
        }
    }

    @Override
    public void find(int turn, Question question) {
        questions.add(question);
        after(script.findTicks, turn, new CallEvent.PassagesFound(turn, script.findings));
    }

    @Override
    public void think(int turn, int attempt, Prompt prompt, int rank) {
        prompts.add(prompt);
        checkContext(prompt);
        working.add(new Work(Part.MIND, turn, attempt));
        int at = rank > 0 && script.laterMindTicks >= 0 ? script.laterMindTicks : script.mindTicks;
        if (script.failingMinds.contains(rank)) {
            after(at, turn, failed(turn, Part.MIND, attempt));
        } else if (!script.stallingMinds.contains(rank)) {
            int given = 0;
            for (ModelPiece piece : script.mind.apply(prompt)) {
                if (rank == 0 && given++ >= script.mindStallsAfter) {
                    return;
                }
                after(at, turn, new CallEvent.ModelThought(turn, attempt, piece));
                at += 1 + jitter();
            }
        }
    }

    private int jitter() {
        return script.jitter == 0 ? 0 : (int) ((sequence * 7919) % (script.jitter + 1));
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
        assertThat(listensOtherwise)
                .as("a dialogue that was given up is asked nothing")
                .isFalse();
        conversed.add(news);
        working.add(new Work(Part.MIND, turn, attempt));
        int at = script.dialogueTicks;
        int given = 0;
        for (ModelPiece piece : read(news)) {
            if (!(piece instanceof ModelPiece.Text(String text))) {
                after(at, turn, new CallEvent.ModelThought(turn, attempt, piece));
                continue;
            }
            String[] words = text.split(" ");
            for (int word = 0; word < words.length; word++, given++) {
                if (given >= script.dialogueFailsAfter) {
                    after(at, turn, failed(turn, Part.MIND, attempt));
                    after(at + 1, -1, failed(-1, Part.EAR, Conversing.HEARING));
                    return;
                }
                if (given >= script.dialogueStallsAfter) {
                    return;
                }
                after(at, turn, new CallEvent.ModelThought(turn, attempt, new ModelPiece.Text(words[word] + " ")));
                List<Frame> sound = new ArrayList<>();
                for (int i = 0; i < FRAMES_PER_WORD; i++) {
                    Frame frame = loud();
                    sounds.put(
                            frame, new Sound(text, word * FRAMES_PER_WORD + i, words.length * FRAMES_PER_WORD, turn));
                    sound.add(frame);
                }
                after(at, turn, new CallEvent.VoiceSounded(turn, utterance, sound));
                at += 2 + jitter();
            }
        }
    }

    /** What the model says: what it is told to say word for word, or an answer. */
    private List<ModelPiece> read(Prompt news) {
        int quote = news.instructions().indexOf('"');
        return quote < 0
                ? script.spoken.apply(news)
                : List.of(
                        new ModelPiece.Text(news.instructions()
                                .substring(quote + 1, news.instructions().lastIndexOf('"'))),
                        new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));
    }

    @Override
    public void heard(int turn, int utterance, String text, int millis) {
        cuts.add(new Cut(turn, text, millis));
    }

    @Override
    public void listenOtherwise() {
        assertThat(listensOtherwise).as("a dialogue is given up once").isFalse();
        listensOtherwise = true;
        due.removeIf(one -> one.event() instanceof CallEvent.CallerSaid);
        for (String words : owedWords) {
            after(script.earTicks, -1, new CallEvent.CallerSaid(words, 0.9));
        }
    }

    /** Milliseconds of a turn's sound that the line has played. */
    int playedMillis(int turn) {
        return (int) played.stream().filter(sound -> sound.turn() == turn).count() * Frame.MILLIS;
    }

    @Override
    public void speak(int turn, int utterance, String text, int rank) {
        working.add(new Work(Part.VOICE, turn, utterance));
        if (script.failingVoices.contains(rank)) {
            after(script.voiceTicks, turn, failed(turn, Part.VOICE, utterance));
            return;
        }
        if (script.stallingVoices.contains(rank)) {
            return;
        }
        int frames = text.split(" ").length * FRAMES_PER_WORD;
        int sounding = rank == 0 ? Math.min(frames, script.voiceStallsAfter) : frames;
        List<Frame> sound = new ArrayList<>();
        for (int i = 0; i < sounding; i++) {
            Frame frame = loud();
            sounds.put(frame, new Sound(text, i, frames, turn));
            sound.add(frame);
        }
        if (script.aligned) {
            align(turn, utterance, text, sounding);
        }
        int at = script.voiceTicks;
        for (int from = 0; from < sounding; from += 50) {
            after(
                    at,
                    turn,
                    new CallEvent.VoiceSounded(turn, utterance, sound.subList(from, Math.min(sounding, from + 50))));
            at += jitter();
        }
        if (sounding == frames) {
            after(at, turn, new CallEvent.VoiceFinished(turn, utterance));
        }
    }

    private void align(int turn, int utterance, String text, int sounding) {
        int from = 0;
        String[] words = text.split(" ");
        for (int word = 0; word < words.length && (word + 1) * FRAMES_PER_WORD <= sounding; word++) {
            int to = from + words[word].length();
            after(
                    script.voiceTicks,
                    turn,
                    new CallEvent.VoiceAligned(
                            turn, utterance, new CallEvent.Word(from, to, (word + 1) * FRAMES_PER_WORD * 20)));
            from = to + 1;
        }
    }

    private static Frame loud() {
        short[] samples = new short[RATE / 50];
        java.util.Arrays.fill(samples, (short) 8000);
        return new Frame(samples, RATE);
    }

    private static CallEvent failed(int turn, Part part, int piece) {
        return new CallEvent.ProviderFailed(
                turn, part, piece, new ProviderFailure("scripted", ProviderFailure.Kind.VENDOR_FAULT, "as told"));
    }

    @Override
    public void run(int turn, ModelPiece.ToolRequest request) {
        toolsRun.add(request.name() + " " + request.arguments());
        assertThat(journal)
                .as("a tool is journaled before it runs")
                .last()
                .satisfies(event -> assertThat(event.type()).isEqualTo("ToolStarted"));
        CallEvent done =
                new CallEvent.ToolFinished(turn, request.id(), request.name(), request.arguments(), "\"done\"");
        after(script.toolTicks, -1, done);
        if (script.twice) {
            after(script.toolTicks + 3, -1, done);
        }
    }

    @Override
    public void cancel(int turn) {
        cancelled.add(turn);
        working.removeIf(work -> work.turn() == turn);
    }

    @Override
    public void cancelThought(int turn, int attempt) {
        working.remove(new Work(Part.MIND, turn, attempt));
        due.removeIf(one -> !script.ignoresCancel
                && one.event() instanceof CallEvent.ModelThought thought
                && thought.turn() == turn
                && thought.attempt() == attempt);
    }

    @Override
    public void cancelSpeech(int turn, int utterance) {
        working.remove(new Work(Part.VOICE, turn, utterance));
        due.removeIf(one -> !script.ignoresCancel
                && one.event() instanceof CallEvent.VoiceSounded sounded
                && sounded.turn() == turn
                && sounded.utterance() == utterance);
    }

    @Override
    public void play(Frame frame) {
        lineSent++;
        lineQueue.add(frame);
        int turn = Objects.requireNonNull(sounds.get(frame)).turn();
        latestTurn = Math.max(latestTurn, turn);
        assertThat(turn).as("nothing of a turn is spoken after it was cut").isGreaterThan(cutTurns);
    }

    @Override
    public void clear() {
        lineQueue.clear();
        long last = linePlayed;
        linePlayed = lineSent;
        report(new CallEvent.PlaybackCleared(last));
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
                if (event.details().getOrDefault("decision", "").equals("CUT")) {
                    cutTurns = latestTurn;
                }
                if (prints && !event.type().equals("PlayedUpTo")) {
                    System.out.println(event.tick() + " " + event.type() + " " + event.details());
                }
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

    /** What the engine decided, in order. */
    List<String> decisions() {
        return journal.stream()
                .filter(event -> event.type().equals("Decided"))
                .map(event -> event.details().getOrDefault("decision", ""))
                .toList();
    }

    /** Models and voices that were asked for something and neither gave it nor were told to stop. */
    List<String> stillWorking() {
        return working.stream().map(Work::toString).toList();
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
