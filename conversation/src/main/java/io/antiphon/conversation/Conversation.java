package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.Scene.Phase;
import io.antiphon.conversation.Turn.Purpose;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.speech.Ear;
import org.jspecify.annotations.Nullable;

/**
 * One talk between a caller and an agent: a fold over {@link CallEvent}s that asks the {@link Stage} for what it needs.
 *
 * <p>It has no thread, timer or random number of its own. Time is the caller's frames; the machine's clock is only
 * written down. The same events in the same order always give the same talk.
 */
public final class Conversation {
    /** Asking to say it again, so often in a row at most. */
    private static final int ASK_AGAIN_AT_MOST = 2;

    private final CallSettings settings;
    private final Stage stage;
    private final Pace pace;
    private final Clock clock = new Clock();
    private final Hearing hearing = new Hearing();
    private final Talk talk = new Talk();
    private final Tempo tempo = new Tempo();
    private final Wording wording;
    private final Mouth mouth;
    private final ToolRuns tools;
    private final Answering answering;
    private final Recorder recorder;
    private final Journaling journaling;
    private final Minutes minutes;

    private Phase phase = Phase.LISTENING;
    private @Nullable Turn turn;
    /** An answer to what the caller has said so far, should they have finished. */
    private @Nullable Turn guess;

    private Collecting collecting = Collecting.NOTHING;
    private int ids;
    private int turns;
    private int guesses;
    private long lastWords;
    private long pausedSince;
    private long lastSound;
    private long lastAnswer;
    private long lastBackchannel;
    private int backchannels;
    private Scene.Owed owed = Scene.Owed.NOTHING;
    private boolean news;
    private long endingSince;
    private int reminders;
    private int askedAgain;
    private boolean greeted;
    private String shown = "";
    private String endReason = "";
    private String farewell = "";

    public Conversation(CallSettings settings, Stage stage) {
        this.settings = settings;
        this.stage = stage;
        this.pace = Pace.of(settings.manners(), settings.limits());
        this.wording = Wording.of(settings.persona().language());
        this.mouth = new Mouth(stage);
        this.recorder = new Recorder(stage.journal());
        this.journaling = new Journaling(stage.journal(), clock);
        this.tools = new ToolRuns(stage, talk, clock, journaling);
        this.answering = new Answering(settings, stage, mouth, talk, clock, tools);
        this.minutes = new Minutes(settings, stage, talk, clock);
    }

    /** Whether the call is over and nothing more will be asked of the stage. */
    public boolean isOver() {
        return phase == Phase.ENDED;
    }

    /** Whether the caller is gone and only the ear's last words are waited for. */
    public boolean isClosing() {
        return phase == Phase.CLOSING;
    }

    /** Time on the call's clock, in ticks of 20 ms. */
    public long ticks() {
        return clock.tick();
    }

    /**
     * Takes the next event.
     *
     * @param at microseconds since the call began, by the machine's clock; only measured with, never decided by
     */
    public void take(CallEvent event, long at) {
        if (phase == Phase.ENDED) {
            return;
        }
        clock.measure(at);
        journaling.happened(event);
        switch (event) {
            case CallEvent.CallerFrame(Frame frame, float speech) -> tick(frame, speech);
            case CallEvent.CallerPartial(String text) -> partial(text);
            case CallEvent.CallerSaid(String text, double confidence) -> said(text, confidence);
            case CallEvent.CallerTurn(Ear.TurnSignal signal) -> hearing.turnSignal(signal);
            case CallEvent.DigitPressed ignored -> heardSomething();
            case CallEvent.PlayedUpTo(long frame) -> played(frame);
            case CallEvent.PlaybackCleared(long frame) -> cleared(frame);
            case CallEvent.PassagesFound(int id, Findings findings) -> {
                Turn of = made(id);
                if (of != null) {
                    answering.found(of, findings);
                }
            }
            case CallEvent.ModelThought(int id, int attempt, var piece) -> {
                Turn of = made(id);
                if (of != null) {
                    answering.thought(of, attempt, piece);
                }
            }
            case CallEvent.VoiceSounded sounded -> {
                Turn of = made(sounded.turn());
                if (of != null) {
                    answering.sounded(of, sounded);
                }
            }
            case CallEvent.VoiceAligned(int id, int utterance, CallEvent.Word word) -> {
                Turn of = made(id);
                if (of != null) {
                    answering.aligned(of, utterance, word);
                }
            }
            case CallEvent.VoiceFinished(int id, int utterance) -> {
                Turn of = made(id);
                if (of != null) {
                    answering.voiceFinished(of, utterance);
                }
            }
            case CallEvent.ToolFinished finished -> toolFinished(finished);
            case CallEvent.ProviderFailed(int id, CallEvent.Part part, int piece, ProviderFailure ignored) ->
                failed(id, part, piece);
            case CallEvent.CallerHungUp ignored -> close("user_hangup");
            case CallEvent.LineLost ignored -> close("line_lost");
            case CallEvent.EndRequested(String reason) -> endRequested(reason);
            case CallEvent.LastWordsOverdue ignored -> {
                if (phase == Phase.CLOSING) {
                    finish();
                }
            }
        }
    }

    /** The turn, or the guess, that this id names; null when it is over and what comes of it falls to the floor. */
    private @Nullable Turn made(int id) {
        if (phase == Phase.CLOSING) {
            return null;
        }
        if (turn != null && turn.id == id) {
            return turn.over ? null : turn;
        }
        return guess != null && guess.id == id ? guess : null;
    }

    // The clock

    private void tick(Frame frame, float speech) {
        if (phase == Phase.CLOSING) {
            return;
        }
        int still = hearing.silentMillis();
        hearing.frame(speech, clock.tick(), clock.micros());
        if (phase == Phase.LISTENING
                && hearing.silentMillis() < still
                && !hearing.text().isEmpty()) {
            tempo.paused(still);
        }
        stage.hear(frame, hearing.inStretch());
        greet();
        decide();
        if (turn != null && !turn.over) {
            answering.speak(turn);
        }
        Mouth.Sending sending = mouth.tick();
        recorder.tick(frame, sending.frames());
        if (!sending.frames().isEmpty()) {
            speaking(sending.audible());
        }
        watch();
        clock.tickOver();
    }

    private void greet() {
        String greeting = settings.persona().greeting();
        if (greeted || clock.tick() * Frame.MILLIS < settings.limits().beginMessageDelay()) {
            return;
        }
        greeted = true;
        lastWords = clock.tick();
        lastAnswer = clock.tick();
        if (greeting != null && !greeting.isBlank() && phase == Phase.LISTENING) {
            sayOfItself(greeting, Purpose.GREETING);
        }
    }

    private void decide() {
        Decision decision =
                turn != null && turn.purpose == Purpose.BACKCHANNEL ? Decision.WAIT : TurnTaking.decide(scene(), pace);
        if (decision != Decision.WAIT) {
            journaling.decided(decision);
        }
        switch (decision) {
            case WAIT -> tellNews();
            case FINISH_HEARING -> {
                hearing.finishAsked();
                stage.finishHearing();
            }
            case SPECULATE -> speculate();
            case ANSWER -> answer();
            case BACKCHANNEL -> backchannel();
            case ASK_AGAIN -> askAgain();
            case WITHDRAW -> withdraw();
            case PAUSE -> {
                phase = Phase.PAUSED;
                pausedSince = clock.tick();
                mouth.pause();
            }
            case RESUME -> {
                hearing.forget();
                phase = Phase.SPEAKING;
                lastSound = clock.tick();
                mouth.resume();
            }
            case CUT -> cut();
            case REMIND -> {
                reminders++;
                sayOfItself(settings.phrases().reminder(), Purpose.REMINDER);
            }
            case GIVE_UP -> endAfter(settings.phrases().goodbye(), "inactivity");
            case TIME_UP -> endAfter(settings.phrases().timeUp(), "max_duration_reached");
        }
    }

    private Scene scene() {
        return new Scene(
                phase,
                new Scene.Caller(
                        hearing.inStretch(),
                        hearing.runMillis(),
                        hearing.voicedMillis(),
                        hearing.silentMillis(),
                        hearing.waitingMillis(),
                        hearing.turnEnded(),
                        hearing.turnMayHaveEnded()),
                wording.of(hearing.text(), collecting, isGreeting()),
                new Scene.Silence(
                        clock.since(lastWords) * Frame.MILLIS,
                        clock.since(lastAnswer) * Frame.MILLIS,
                        phase == Phase.PAUSED ? (int) clock.since(pausedSince) * Frame.MILLIS : 0),
                clock.tick() * Frame.MILLIS,
                reminders,
                owed,
                new Scene.Own(
                        mouth.waiting() * Frame.MILLIS,
                        isUninterruptible(),
                        guess != null || guesses >= settings.habits().guesses(),
                        mayBackchannel(),
                        settings.habits().adaptsToPace() ? tempo.floor() : 0));
    }

    private boolean isGreeting() {
        return turn != null && turn.purpose == Purpose.GREETING;
    }

    private boolean isUninterruptible() {
        return isGreeting() && settings.habits().greetingUninterruptible();
    }

    private boolean mayBackchannel() {
        return settings.habits().backchannels()
                && turn == null
                && clock.since(Math.max(lastBackchannel, hearing.startTick())) * Frame.MILLIS
                        >= settings.habits().backchannelInterval();
    }

    // The caller

    private void partial(String text) {
        if (hearing.partial(text)) {
            heardSomething();
        }
        showCaller();
        doubtGuess();
    }

    private void said(String text, double confidence) {
        if (hearing.said(text, confidence)) {
            heardSomething();
            showCaller();
        }
        doubtGuess();
        if (phase == Phase.CLOSING && !hearing.isWaiting()) {
            finish();
        }
    }

    private void heardSomething() {
        lastWords = clock.tick();
        lastAnswer = clock.tick();
        reminders = 0;
    }

    private void showCaller() {
        String text = hearing.text();
        if (!text.isBlank()) {
            stage.show(new Notice.CallerText(text, false));
        }
    }

    // Speculation

    /** Begins an answer that is heard only if the caller turns out to have finished, with just these words. */
    private void speculate() {
        dropGuess();
        guesses++;
        Turn begun = new Turn(ids++, hearing.text(), talk.size(), Purpose.ANSWER);
        guess = begun;
        answering.answer(begun);
    }

    private void doubtGuess() {
        if (guess != null && !guess.heard.equals(hearing.text())) {
            dropGuess();
        }
    }

    private void dropGuess() {
        if (guess != null) {
            stage.cancel(guess.id);
            guess = null;
        }
    }

    // Answers

    private void answer() {
        Turn guessed = guess;
        boolean right = guessed != null && guessed.heard.equals(hearing.text()) && guessed.talked == talk.size();
        if (right) {
            guess = null;
        } else {
            dropGuess();
        }
        long voicedEnd = hearing.lastVoicedMicros();
        takeWords();
        askedAgain = 0;
        Turn made = right && guessed != null ? guessed : new Turn(ids++, talk.question(), talk.size(), Purpose.ANSWER);
        begin(made);
        made.guesses = guesses;
        guesses = 0;
        made.stamps.voicedEnd = voicedEnd;
        made.stamps.committed = clock.micros();
        if (right) {
            answering.commit(made);
        } else {
            answering.answer(made);
        }
    }

    /** Writes down what the caller said and takes it into the talk. */
    private void takeWords() {
        dropGuess();
        if (!hearing.text().isBlank()) {
            minutes.caller(turns, hearing);
            heardSomething();
        }
        hearing.giveUpWaiting();
        hearing.forget();
    }

    private void askAgain() {
        hearing.forget();
        owed = Scene.Owed.NOTHING;
        if (askedAgain < ASK_AGAIN_AT_MOST) {
            askedAgain++;
            sayOfItself(settings.phrases().again(), Purpose.REMARK);
        }
    }

    // The agent

    private void begin(Turn begun) {
        if (turn != null) {
            stage.cancel(turn.id);
            endTurn(true);
        }
        owed = Scene.Owed.NOTHING;
        news = false;
        begun.number = turns++;
        begun.startTick = clock.tick();
        turn = begun;
        mouth.begin();
        shown = "";
        phase = begun.purpose == Purpose.BACKCHANNEL ? Phase.LISTENING : Phase.THINKING;
        lastSound = clock.tick();
    }

    private void sayOfItself(String text, Purpose purpose) {
        dropGuess();
        begin(new Turn(ids++, "", talk.size(), purpose));
        answering.say(current(), text);
    }

    private void backchannel() {
        lastBackchannel = clock.tick();
        var words = settings.habits().backchannelWords().isEmpty()
                ? wording.ownBackchannels()
                : settings.habits().backchannelWords();
        begin(new Turn(ids++, "", talk.size(), Purpose.BACKCHANNEL));
        answering.say(current(), words.get(backchannels++ % words.size()));
    }

    /** What a tool gave after its turn was over is told when nobody else speaks. */
    private void tellNews() {
        boolean free = phase == Phase.LISTENING && turn == null && owed == Scene.Owed.NOTHING;
        if (news
                && free
                && hearing.text().isEmpty()
                && hearing.silentMillis() >= pace.endUnsure()
                && !hearing.inStretch()
                && !hearing.isWaiting()) {
            begin(new Turn(ids++, "", talk.size(), Purpose.NEWS));
            answering.tellNews(current());
        }
    }

    /** Frames of the agent went to the line in this tick. */
    private void speaking(boolean audible) {
        lastWords = clock.tick();
        lastSound = clock.tick();
        if (turn == null) {
            return;
        }
        if (phase == Phase.THINKING) {
            phase = Phase.SPEAKING;
            turn.startTick = clock.tick();
        }
        if (audible && turn.stamps.sent < 0) {
            turn.stamps.sent = clock.micros();
        }
        String begun = mouth.begunText();
        if (!begun.equals(shown)) {
            shown = begun;
            stage.show(new Notice.AgentText(begun, false, false));
        }
    }

    private void played(long frame) {
        boolean audible = mouth.played(frame);
        recorder.played(frame);
        if (audible && turn != null && turn.stamps.played < 0) {
            turn.stamps.played = clock.micros();
        }
    }

    private void cleared(long frame) {
        mouth.cleared(frame);
        recorder.cleared(frame);
        if (turn == null || !turn.over) {
            return;
        }
        endTurn(true);
        if (phase == Phase.ENDING) {
            sayLastWords();
        }
    }

    /** The caller goes on although the answer was being made: it is taken back, their words stay. */
    private void withdraw() {
        Turn taken = current();
        stage.cancel(taken.id);
        tempo.cutShort();
        owed = taken.heard.isEmpty() ? Scene.Owed.NOTHING : Scene.Owed.ANSWER;
        news |= taken.purpose == Purpose.NEWS;
        mouth.begin();
        turn = null;
        phase = Phase.LISTENING;
    }

    /** The caller has cut in: what was heard stays, the rest was never said. */
    private void cut() {
        stopTurn();
        phase = Phase.LISTENING;
        heardSomething();
        owed = Scene.Owed.WORD;
        if (!mouth.isClearing()) {
            endTurn(true);
        }
    }

    /** Nothing more comes of this turn; how much of it was heard is known when the line has answered the clear. */
    private void stopTurn() {
        Turn stopped = current();
        stage.cancel(stopped.id);
        stopped.over = true;
        mouth.pause();
    }

    private void endTurn(boolean interrupted) {
        Turn done = current();
        String text = mouth.heardText();
        minutes.agent(done, text, interrupted);
        if (done.purpose != Purpose.BACKCHANNEL) {
            collecting = Collecting.askedBy(text);
        }
        mouth.begin();
        turn = null;
    }

    // What is due

    private void watch() {
        Turn made = turn;
        if (made == null) {
            return;
        }
        if (phase == Phase.ENDING && clock.since(endingSince) >= Patience.ENDING) {
            close(endReason);
            return;
        }
        if (phase == Phase.PAUSED || made.over) {
            return;
        }
        answering.watch(made);
        if (made.isComplete() && mouth.isSilent()) {
            complete(made);
            return;
        }
        if (phase == Phase.THINKING || phase == Phase.SPEAKING) {
            bridge(made, clock.since(lastSound));
        } else if (phase == Phase.LISTENING && clock.since(lastSound) >= Patience.FILLER) {
            stage.cancel(made.id);
            endTurn(true);
        }
    }

    /** Nothing sounds although the agent has the floor. */
    private void bridge(Turn made, long waited) {
        boolean working = made.wishes.running > 0;
        if (waited >= (working ? Patience.TOOL : Patience.ANSWER)) {
            giveUpAnswer(made);
            return;
        }
        boolean voiceIsFree = made.spoken.now == null;
        int patience = made.fillers == 0 ? Patience.FILLER : Patience.FILLER_AGAIN;
        if (waited >= patience && voiceIsFree && (made.fillers == 0 || working)) {
            String filler = made.fillers == 0
                    ? settings.phrases().filler()
                    : settings.phrases().stillWorking();
            made.fillers++;
            answering.interject(made, filler);
        }
    }

    private void complete(Turn done) {
        @Nullable String ends = done.endsCall;
        endTurn(false);
        if (done.purpose == Purpose.BACKCHANNEL) {
            return;
        }
        lastWords = clock.tick();
        lastAnswer = done.purpose == Purpose.REMINDER ? lastAnswer : clock.tick();
        if (phase == Phase.ENDING) {
            close(endReason);
        } else if (ends != null) {
            close(ends);
        } else {
            phase = Phase.LISTENING;
        }
    }

    /** Nothing has sounded for long: an apology instead; and where even that does not sound, it is the caller's turn. */
    private void giveUpAnswer(Turn late) {
        stage.cancel(late.id);
        endTurn(true);
        if (late.heard.isEmpty() && late.purpose != Purpose.NEWS) {
            phase = Phase.LISTENING;
        } else {
            sayOfItself(settings.phrases().apology(), Purpose.REMARK);
        }
    }

    private void toolFinished(CallEvent.ToolFinished finished) {
        ToolRuns.Outcome outcome = tools.finished(finished.id(), finished.result(), turn);
        if (outcome == ToolRuns.Outcome.UNKNOWN) {
            return;
        }
        stage.show(new Notice.ToolRan(finished.name(), finished.arguments(), finished.result()));
        if (outcome == ToolRuns.Outcome.EXPECTED) {
            answering.toolFinished(current());
        } else {
            news = true;
        }
    }

    private void failed(int id, CallEvent.Part part, int piece) {
        if (part == CallEvent.Part.EAR) {
            stage.show(new Notice.Trouble("I can no longer hear you: the recogniser failed."));
            endAfter(settings.phrases().apology(), "error_ear");
            return;
        }
        Turn of = made(id);
        if (of == null) {
            return;
        }
        switch (part) {
            case KNOWLEDGE -> answering.found(of, Findings.none());
            case MIND -> answering.mindFailed(of, piece);
            case VOICE -> answering.voiceFailed(of, piece);
            case EAR -> {}
        }
        if (of == guess && of.thought.done && of.spoken.made == 0) {
            dropGuess();
        }
    }

    /**
     * Ticks until something happens of itself, whatever anyone does or fails to do: speech, a question, a goodbye. While
     * the call is up there always is such a time, and it never passes without anything having happened.
     */
    long dueIn() {
        long end = settings.limits().maxCallDuration() / Frame.MILLIS - clock.tick();
        return switch (phase) {
            case LISTENING -> {
                long due = settings.limits().endCallAfterSilence() / Frame.MILLIS - clock.since(lastAnswer);
                boolean waiting = !hearing.text().isBlank() && !hearing.inStretch() && hearing.runMillis() == 0;
                long answer = ((long) Pace.WORDS_OVERDUE + pace.longestWait() - hearing.silentMillis()) / Frame.MILLIS;
                yield Math.min(end, waiting ? Math.min(due, answer) : due);
            }
            case THINKING, SPEAKING -> {
                boolean working = turn != null && turn.wishes.running > 0;
                long overdue = working ? Patience.TOOL : Patience.ANSWER;
                yield overdue - clock.since(lastSound);
            }
            case PAUSED -> Pace.PAUSE_OVERDUE / Frame.MILLIS - clock.since(pausedSince);
            case ENDING -> Patience.ENDING - clock.since(endingSince);
            case CLOSING, ENDED -> 0;
        };
    }

    // The end

    private void endRequested(String reason) {
        endAfter(settings.phrases().goodbye(), reason);
    }

    /** Says {@code words} whatever the caller does, and then ends the call. */
    private void endAfter(String words, String reason) {
        if (phase == Phase.ENDING || phase == Phase.CLOSING) {
            return;
        }
        phase = Phase.ENDING;
        endingSince = clock.tick();
        endReason = reason;
        farewell = words;
        if (turn != null) {
            stopTurn();
            if (mouth.isClearing()) {
                return;
            }
            endTurn(true);
        }
        sayLastWords();
    }

    private void sayLastWords() {
        takeWords();
        begin(new Turn(ids++, "", talk.size(), Purpose.REMARK));
        phase = Phase.ENDING;
        answering.say(current(), farewell);
    }

    /** The connection is going or gone; what was said until now is still written down. */
    private void close(String reason) {
        if (phase == Phase.CLOSING) {
            return;
        }
        endReason = endReason.isEmpty() ? reason : endReason;
        dropGuess();
        if (turn != null) {
            stage.cancel(turn.id);
            endTurn(!turn.isComplete() || !mouth.isSilent());
        }
        phase = Phase.CLOSING;
        if (hearing.inStretch()) {
            hearing.finishAsked();
            stage.finishHearing();
        }
        if (!hearing.isWaiting()) {
            finish();
        }
    }

    private void finish() {
        takeWords();
        recorder.end();
        phase = Phase.ENDED;
        stage.show(new Notice.Ended(endReason, (int) (clock.tick() / Frame.PER_SECOND)));
        stage.hangUp(endReason);
        stage.journal().ended(endReason, clock.tick());
    }

    private Turn current() {
        if (turn == null) {
            throw new IllegalStateException("no turn is being made in phase " + phase);
        }
        return turn;
    }
}
