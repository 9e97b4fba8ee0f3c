package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.Scene.Phase;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
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
    /** Time without a sound of an answer after which the caller is told that it takes a moment, in ticks: 1.5 s. */
    private static final int FILLER_AFTER = 75;

    /** Time without a sound of an answer after which it is given up, in ticks: 8 s. */
    private static final int ANSWER_OVERDUE = 400;

    /** Time the last words of a call may stay unplayed, in ticks: 20 s. */
    private static final int ENDING_OVERDUE = 1000;

    /** Asking to say it again, so often in a row at most. */
    private static final int ASK_AGAIN_AT_MOST = 2;

    private final CallSettings settings;
    private final Stage stage;
    private final Pace pace;
    private final Hearing hearing = new Hearing();
    private final Mouth mouth;
    private final Talk talk = new Talk();
    private final Answering answering;
    private final Recorder recorder;
    private final Journaling journaling;

    private Phase phase = Phase.LISTENING;
    private @Nullable Turn turn;
    private int turns;
    private long tick;
    private long micros;
    private long lastWords;
    private long pausedSince;
    private long lastSound;
    private long lastAnswer;
    private Scene.Owed owed = Scene.Owed.NOTHING;
    private long endingSince;
    private int reminders;
    private int askedAgain;
    private boolean greeted;
    private String shown = "";
    private String endReason = "";

    public Conversation(CallSettings settings, Stage stage) {
        this.settings = settings;
        this.stage = stage;
        this.pace = Pace.of(settings.manners(), settings.limits());
        this.mouth = new Mouth(stage);
        this.answering = new Answering(settings, stage, mouth, talk);
        this.recorder = new Recorder(stage.journal());
        this.journaling = new Journaling(stage.journal());
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
        return tick;
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
        micros = at;
        journaling.happened(event, tick, micros);
        switch (event) {
            case CallEvent.CallerFrame(Frame frame, float speech) -> tick(frame, speech);
            case CallEvent.CallerPartial(String text) -> partial(text);
            case CallEvent.CallerSaid(String text, double confidence) -> said(text, confidence);
            case CallEvent.CallerTurn(Ear.TurnSignal signal) -> hearing.turnEnded(signal == Ear.TurnSignal.ENDED);
            case CallEvent.DigitPressed ignored -> heardSomething();
            case CallEvent.PlayedUpTo(long frame) -> played(frame);
            case CallEvent.PlaybackCleared(long frame) -> cleared(frame);
            case CallEvent.PassagesFound(int number, Findings findings) -> {
                if (isCurrent(number)) {
                    answering.found(current(), findings, micros);
                }
            }
            case CallEvent.ModelThought thought -> {
                if (isCurrent(thought.turn())) {
                    answering.thought(current(), thought.piece(), micros);
                }
            }
            case CallEvent.VoiceSounded sounded -> sounded(sounded);
            case CallEvent.VoiceAligned(int number, int utterance, CallEvent.Word word) -> {
                if (isCurrent(number)) {
                    mouth.utterance(utterance).ifPresent(one -> one.aligned(word));
                }
            }
            case CallEvent.VoiceFinished(int number, int utterance) -> {
                if (isCurrent(number)) {
                    answering.voiceFinished(current(), utterance, micros);
                }
            }
            case CallEvent.ToolFinished finished -> toolFinished(finished);
            case CallEvent.ProviderFailed(int number, CallEvent.Part part, ProviderFailure failure) ->
                failed(number, part, failure);
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

    // The clock

    private void tick(Frame frame, float speech) {
        if (phase == Phase.CLOSING) {
            return;
        }
        hearing.frame(frame, speech, tick, micros);
        stage.hear(frame, hearing.inStretch());
        greet();
        decide();
        if (turn != null) {
            answering.speak(turn, micros);
        }
        Mouth.Sending sending = mouth.tick();
        recorder.tick(frame, sending.frames());
        hearing.sent(sending.frames());
        if (!sending.frames().isEmpty()) {
            speaking(sending.audible());
        }
        watch();
        tick++;
    }

    private void greet() {
        String greeting = settings.persona().greeting();
        if (greeted || tick * Frame.MILLIS < settings.limits().beginMessageDelay()) {
            return;
        }
        greeted = true;
        lastWords = tick;
        lastAnswer = tick;
        if (greeting != null && !greeting.isBlank()) {
            begin("");
            answering.say(current(), greeting, micros);
        }
    }

    private void decide() {
        Decision decision = TurnTaking.decide(scene(), pace);
        if (decision != Decision.WAIT) {
            journaling.decided(decision, tick, micros);
        }
        switch (decision) {
            case WAIT -> {}
            case FINISH_HEARING -> {
                hearing.finishAsked();
                stage.finishHearing();
            }
            case ANSWER -> answer();
            case ASK_AGAIN -> askAgain();
            case WITHDRAW -> withdraw();
            case PAUSE -> {
                phase = Phase.PAUSED;
                pausedSince = tick;
                mouth.pause();
            }
            case RESUME -> {
                hearing.forget();
                phase = Phase.SPEAKING;
                mouth.resume();
            }
            case CUT -> cut();
            case REMIND -> {
                reminders++;
                sayOfItself(settings.phrases().reminder());
                current().reminder = true;
            }
            case GIVE_UP -> endAfter(settings.phrases().goodbye(), "inactivity");
            case TIME_UP -> endAfter(settings.phrases().timeUp(), "max_duration_reached");
        }
    }

    private Scene scene() {
        return new Scene(
                phase,
                hearing.caller(false),
                Wording.of(hearing.text()),
                new Scene.Silence(
                        (tick - lastWords) * Frame.MILLIS,
                        (tick - lastAnswer) * Frame.MILLIS,
                        phase == Phase.PAUSED ? (int) (tick - pausedSince) * Frame.MILLIS : 0),
                tick * Frame.MILLIS,
                reminders,
                owed,
                mouth.waiting() * Frame.MILLIS);
    }

    // The caller

    private void partial(String text) {
        if (hearing.partial(text)) {
            heardSomething();
        }
        showCaller(false);
    }

    private void said(String text, double confidence) {
        if (hearing.said(text, confidence)) {
            heardSomething();
            showCaller(false);
        }
        if (phase == Phase.CLOSING && !hearing.isWaiting()) {
            finish();
        }
    }

    private void heardSomething() {
        lastWords = tick;
        lastAnswer = tick;
        reminders = 0;
    }

    private void showCaller(boolean complete) {
        String text = hearing.text();
        if (!text.isBlank()) {
            stage.show(new Notice.CallerText(text, complete));
        }
    }

    private void answer() {
        takeWords();
        askedAgain = 0;
        begin(talk.question());
        Turn made = current();
        made.stamps.voicedEnd = hearing.lastVoicedMicros();
        made.stamps.committed = micros;
        answering.answer(made);
    }

    /** Writes down what the caller said and takes it into the talk. */
    private void takeWords() {
        String text = hearing.text();
        if (!text.isBlank()) {
            showCaller(true);
            stage.journal()
                    .transcript(new TranscriptEntry(
                            turns,
                            TranscriptEntry.Role.USER,
                            text,
                            settings.persona().language(),
                            Math.max(0, hearing.startTick()),
                            hearing.lastVoicedTick() + 1,
                            false,
                            hearing.confidence()));
            talk.caller(text);
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
            sayOfItself(settings.phrases().again());
        }
    }

    // The agent

    private void begin(String heard) {
        if (turn != null) {
            endTurn(true);
        }
        owed = Scene.Owed.NOTHING;
        turn = new Turn(turns++, heard, tick);
        mouth.begin();
        shown = "";
        phase = Phase.THINKING;
        lastSound = tick;
    }

    private void sayOfItself(String text) {
        begin("");
        answering.say(current(), text, micros);
    }

    private void sounded(CallEvent.VoiceSounded sounded) {
        if (!isCurrent(sounded.turn())) {
            return;
        }
        if (current().stamps.sounded < 0) {
            current().stamps.sounded = micros;
        }
        mouth.utterance(sounded.utterance()).ifPresent(utterance -> utterance.sounded(sounded.frames()));
    }

    /** Frames of the agent went to the line in this tick. */
    private void speaking(boolean audible) {
        lastWords = tick;
        lastSound = tick;
        if (phase == Phase.THINKING) {
            phase = Phase.SPEAKING;
            current().startTick = tick;
        }
        if (audible && turn != null && turn.stamps.sent < 0) {
            turn.stamps.sent = micros;
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
            turn.stamps.played = micros;
        }
    }

    private void cleared(long frame) {
        mouth.cleared(frame);
        hearing.cleared();
        recorder.cleared(frame);
        if (phase == Phase.LISTENING && turn != null) {
            endTurn(true);
        }
    }

    /** The caller goes on although the answer was being made: it is taken back, their words stay. */
    private void withdraw() {
        stage.cancel(current().number);
        owed = current().heard.isEmpty() ? Scene.Owed.NOTHING : Scene.Owed.ANSWER;
        mouth.begin();
        turn = null;
        phase = Phase.LISTENING;
    }

    /** The caller has cut in: what was heard stays, the rest was never said. */
    private void cut() {
        stage.cancel(current().number);
        phase = Phase.LISTENING;
        heardSomething();
        owed = Scene.Owed.WORD;
        mouth.pause();
        if (!mouth.isClearing()) {
            endTurn(true);
        }
    }

    private void endTurn(boolean interrupted) {
        Turn done = current();
        String text = mouth.heardText();
        if (!text.isEmpty()) {
            stage.journal()
                    .transcript(new TranscriptEntry(
                            done.number,
                            TranscriptEntry.Role.ASSISTANT,
                            text,
                            settings.persona().language(),
                            done.startTick,
                            tick,
                            interrupted,
                            Double.NaN));
        }
        talk.agent(text, java.util.List.of());
        stage.show(new Notice.AgentText(text, true, interrupted));
        TurnRecord record = new TurnRecord(
                done.number,
                done.heard,
                text,
                done.cited(),
                done.findings.confidence(),
                done.heard.isEmpty() ? "" : settings.resources().mindName(),
                interrupted,
                done.stamps.latency());
        stage.journal().turn(record);
        stage.show(new Notice.TurnDone(record));
        mouth.begin();
        turn = null;
    }

    // What is due

    private void watch() {
        if (turn == null) {
            return;
        }
        if (phase == Phase.ENDING && tick - endingSince > ENDING_OVERDUE) {
            endTurn(false);
            close(endReason);
            return;
        }
        if (turn.isComplete() && mouth.isSilent() && phase != Phase.PAUSED && phase != Phase.LISTENING) {
            complete(turn);
            return;
        }
        long waited = tick - lastSound;
        if (phase == Phase.THINKING && waited >= FILLER_AFTER && !turn.fillerGiven && !turn.voiceBusy) {
            turn.fillerGiven = true;
            answering.interject(turn, settings.phrases().filler(), micros);
        }
        if ((phase == Phase.THINKING || phase == Phase.SPEAKING) && waited >= ANSWER_OVERDUE) {
            giveUpAnswer(turn);
        }
    }

    private void complete(Turn done) {
        @Nullable String ends = done.endsCall;
        endTurn(false);
        lastWords = tick;
        lastAnswer = done.reminder ? lastAnswer : tick;
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
        stage.cancel(late.number);
        endTurn(true);
        if (late.heard.isEmpty()) {
            phase = Phase.LISTENING;
        } else {
            sayOfItself(settings.phrases().apology());
        }
    }

    private void toolFinished(CallEvent.ToolFinished finished) {
        talk.agent(
                "",
                java.util.List.of(new io.antiphon.ports.mind.ModelPiece.ToolRequest(
                        finished.id(), finished.name(), finished.arguments())));
        talk.tool(finished.id(), finished.name(), finished.result());
        stage.show(new Notice.ToolRan(finished.name(), finished.arguments(), finished.result()));
        if (isCurrent(finished.turn())) {
            answering.toolFinished(current());
        }
    }

    private void failed(int number, CallEvent.Part part, ProviderFailure failure) {
        if (part == CallEvent.Part.EAR) {
            stage.show(new Notice.Trouble("I can no longer hear you: the recogniser failed."));
            endAfter(settings.phrases().apology(), "error_ear");
            return;
        }
        if (!isCurrent(number)) {
            return;
        }
        switch (part) {
            case KNOWLEDGE -> answering.found(current(), Findings.none(), micros);
            case MIND -> answering.mindFailed(current(), failure, micros);
            case VOICE -> answering.voiceFailed(current(), current().utterances - 1, micros);
            case EAR -> {}
        }
    }

    // The end

    private void endRequested(String reason) {
        if (phase == Phase.ENDING) {
            return;
        }
        endAfter(settings.phrases().goodbye(), reason);
    }

    /** Says {@code lastWords} whatever the caller does, and then ends the call. */
    private void endAfter(String words, String reason) {
        if (phase == Phase.ENDING || phase == Phase.CLOSING) {
            return;
        }
        if (turn != null) {
            stage.cancel(turn.number);
            mouth.pause();
            endTurn(true);
        }
        takeWords();
        begin("");
        phase = Phase.ENDING;
        endingSince = tick;
        endReason = reason;
        answering.say(current(), words, micros);
    }

    /** The connection is going or gone; what was said until now is still written down. */
    private void close(String reason) {
        if (phase == Phase.CLOSING) {
            return;
        }
        endReason = endReason.isEmpty() ? reason : endReason;
        if (turn != null) {
            stage.cancel(turn.number);
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
        stage.show(new Notice.Ended(endReason, (int) (tick / Frame.PER_SECOND)));
        stage.hangUp(endReason);
        stage.journal().ended(endReason, tick);
    }

    private boolean isCurrent(int number) {
        return turn != null && turn.number == number && phase != Phase.CLOSING;
    }

    private Turn current() {
        if (turn == null) {
            throw new IllegalStateException("no turn is being made in phase " + phase);
        }
        return turn;
    }
}
