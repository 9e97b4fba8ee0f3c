package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.Scene.Phase;
import io.antiphon.conversation.Turn.Purpose;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.speech.Ear;
import java.util.ArrayDeque;
import java.util.Deque;
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
    private final LineClock lineClock = new LineClock();
    private final Senses senses;
    private final Hearing hearing;
    private final Understanding understanding;
    private final Wording wording;
    private final Tempo tempo = new Tempo();
    private final Talk talk = new Talk();
    private final Mouth mouth;
    private final Conversing conversing;
    private final Floor floor;
    private final Guessing guessing;
    private final Answering answering;
    private final ToolRuns tools;
    private final Vigil vigil;
    private final Quiet quiet = new Quiet(clock);
    private final Leaving leaving = new Leaving(clock);
    private final Recorder recorder;
    private final Journaling journaling;
    private final Minutes minutes;

    private Scene.Owed owed = Scene.Owed.NOTHING;
    private boolean news;
    private long lastBackchannel;
    private int backchannels;
    private int askedAgain;
    private boolean greeted;
    private final Deque<String> relayed = new ArrayDeque<>();

    public Conversation(CallSettings settings, Stage stage) {
        this(settings, stage, new Ears());
    }

    Conversation(CallSettings settings, Stage stage, Senses senses) {
        this.settings = settings;
        this.journaling = new Journaling(stage.journal(), clock);
        this.stage = new Witness(stage, journaling);
        this.senses = senses;
        this.hearing = new Hearing(senses);
        this.pace = Pace.of(settings.manners(), settings.limits());
        this.wording = Wording.of(settings.persona().language());
        this.understanding = new Understanding(wording);
        this.recorder = new Recorder(stage.journal());
        this.minutes = new Minutes(settings, stage, talk, clock);
        this.mouth = new Mouth(this.stage);
        this.conversing = new Conversing(settings, this.stage, talk);
        this.floor = new Floor(this.stage, clock, talk, mouth, minutes, conversing);
        this.guessing = new Guessing(this.stage, hearing, talk);
        this.tools = new ToolRuns(this.stage, talk, clock);
        this.answering = new Answering(settings, this.stage, mouth, talk, clock, tools, conversing);
        this.vigil = new Vigil(settings.phrases(), floor, answering);
        journaling.began(settings);
    }

    /** Whether the call is over and nothing more will be asked of the stage. */
    public boolean isOver() {
        return floor.phase() == Phase.ENDED;
    }

    /** Whether the caller is gone and only the ear's last words are waited for. */
    public boolean isClosing() {
        return floor.phase() == Phase.CLOSING;
    }

    /** Time on the call's clock, in ticks of 20 ms. */
    public long ticks() {
        return clock.tick();
    }

    /**
     * Takes the next event.
     *
     * @param at microseconds since the call began, by the machine's clock, now; only measured with, never decided by
     */
    public void take(CallEvent event, long at) {
        if (isOver()) {
            return;
        }
        clock.measure(at);
        journaling.happened(event);
        switch (event) {
            case CallEvent.CallerFrame(Frame frame, float speech) -> tick(frame, speech);
            case CallEvent.CallerPartial(String text) -> partial(text);
            case CallEvent.CallerSaid(String text, double confidence) -> said(text, confidence);
            case CallEvent.CallerTurn(Ear.TurnSignal signal) -> hearing.turnSignal(signal);
            case CallEvent.DigitPressed ignored -> quiet.heard();
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
                    sent(of == floor.turn() ? mouth.start() : Mouth.Sending.NOTHING);
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
            case CallEvent.OperatorSaid(String text) -> operatorSaid(text);
            case CallEvent.LastWordsOverdue ignored -> {
                if (isClosing()) {
                    finish();
                }
            }
        }
    }

    /** The turn, or the guess, that this id names; null when it is over and what comes of it falls to the floor. */
    private @Nullable Turn made(int id) {
        if (isClosing()) {
            return null;
        }
        Turn turn = floor.turn();
        if (turn != null && turn.id == id) {
            return turn.over ? null : turn;
        }
        return guessing.named(id);
    }

    // The clock

    private void tick(Frame frame, float speech) {
        if (isClosing()) {
            return;
        }
        lineClock.tick(clock.tick(), clock.micros());
        int still = hearing.silentMillis();
        Impression impression = hearing.frame(frame, speech, clock.tick());
        journaling.noticed(impression, hearing.overTold());
        if (isListening() && hearing.silentMillis() < still && !hearing.text().isEmpty()) {
            tempo.paused(still);
        }
        stage.hear(frame, hearing.inStretch());
        if (goesBySound()) {
            quiet.heard();
        }
        greet();
        decide();
        Turn turn = floor.turn();
        if (turn != null && !turn.over) {
            answering.speak(turn);
        }
        sent(mouth.tick());
        recorder.tick(frame);
        watch();
        clock.tickOver();
    }

    private boolean isListening() {
        return floor.phase() == Phase.LISTENING;
    }

    private void greet() {
        String greeting = settings.persona().greeting();
        if (greeted || clock.tick() * Frame.MILLIS < settings.limits().beginMessageDelay()) {
            return;
        }
        greeted = true;
        quiet.begin();
        if (greeting != null && !greeting.isBlank() && isListening()) {
            sayOfItself(greeting, Purpose.GREETING);
        }
    }

    private void decide() {
        if (mayRelay()) {
            takeWords();
            sayOfItself(relayed.remove(), Purpose.OPERATOR);
            return;
        }
        Decision decision = floor.is(Purpose.BACKCHANNEL) ? Decision.WAIT : TurnTaking.decide(scene(), pace);
        if (decision != Decision.WAIT) {
            journaling.decided(decision);
        }
        switch (decision) {
            case WAIT -> tellNews();
            case FINISH_HEARING -> finishHearing();
            case SPECULATE -> speculate();
            case ANSWER -> answer();
            case BACKCHANNEL -> backchannel();
            case ASK_AGAIN -> askAgain();
            case WITHDRAW -> withdraw();
            case PAUSE -> floor.pause();
            case RESUME -> {
                hearing.forget();
                floor.resume();
            }
            case CUT -> cut();
            case REMIND -> {
                quiet.reminded();
                sayOfItself(settings.phrases().reminder(), Purpose.REMINDER);
            }
            case GIVE_UP -> endAfter(settings.phrases().goodbye(), "inactivity");
            case TIME_UP -> endAfter(settings.phrases().timeUp(), "max_duration_reached");
        }
    }

    private Scene scene() {
        return new Scene(
                floor.phase(),
                hearing.caller(goesBySound()),
                understanding.of(hearing.text(), floor.collecting(), floor.is(Purpose.GREETING)),
                quiet.silence((int) floor.sincePaused() * Frame.MILLIS),
                clock.tick() * Frame.MILLIS,
                quiet.reminders(),
                owed,
                new Scene.Own(
                        mouth.waiting() * Frame.MILLIS,
                        floor.is(Purpose.OPERATOR)
                                || (floor.is(Purpose.GREETING)
                                        && settings.habits().greetingUninterruptible()),
                        conversing.leads()
                                || guessing.isUnderWay()
                                || guessing.made() >= settings.habits().guesses(),
                        mayBackchannel(),
                        settings.habits().adaptsToPace() ? tempo.floor() : 0));
    }

    /** A dialogue has heard what was said before anybody has words for it; enough sound is a turn then. */
    private boolean goesBySound() {
        return conversing.goesBySound() && hearing.text().isBlank() && hearing.voicedMillis() >= Pace.SHORTEST_TURN;
    }

    private boolean mayBackchannel() {
        return settings.habits().backchannels()
                && floor.turn() == null
                && clock.since(Math.max(lastBackchannel, hearing.startTick())) * Frame.MILLIS
                        >= settings.habits().backchannelInterval();
    }

    // The caller

    private void partial(String text) {
        if (conversing.leads()) {
            // Its final words follow at once, and it does not wait for them.
            quiet.heard();
            stage.show(new Notice.CallerText(text, false));
            return;
        }
        if (hearing.partial(text)) {
            quiet.heard();
        }
        showCaller();
        guessing.doubt();
    }

    private void said(String text, double confidence) {
        if (hearing.isLate() && conversing.isExpecting()) {
            saidLate(conversing.next(), text, confidence);
        }
        if (hearing.said(text, confidence)) {
            quiet.heard();
            showCaller();
        }
        guessing.doubt();
        if (isClosing() && !isOwedWords()) {
            finish();
        }
    }

    /** What the caller said to a dialogue, which has answered meanwhile. */
    private void saidLate(Conversing.Missing of, String text, double confidence) {
        Turn turn = of.turn();
        if (!text.isBlank()) {
            turn.heard = (turn.heard + " " + text.strip()).strip();
            minutes.callerLate(of, text.strip(), confidence);
        }
        if (turn == floor.turn() && !turn.over) {
            answering.wordsCame(turn, !turn.heard.isEmpty());
        }
    }

    private boolean isOwedWords() {
        return hearing.isWaiting() || conversing.isExpecting();
    }

    private void showCaller() {
        String text = hearing.text();
        if (!text.isBlank()) {
            stage.show(new Notice.CallerText(text, false));
        }
    }

    private void finishHearing() {
        hearing.finishAsked();
        stage.finishHearing();
    }

    /** Writes down what the caller said and takes it into the talk. */
    private void takeWords() {
        guessing.drop();
        if (!hearing.text().isBlank()) {
            minutes.caller(floor.turns(), hearing, conversing.leads());
            quiet.heard();
        }
        hearing.giveUpWaiting();
        hearing.forget();
    }

    // Answers

    private void speculate() {
        Turn draft = floor.draft(hearing.text(), Purpose.ANSWER);
        guessing.begin(draft);
        answering.answer(draft);
    }

    private void answer() {
        Turn guessed = guessing.take();
        int awaited = conversing.leads() ? hearing.awaited() : 0;
        long began = Math.max(0, hearing.startTick());
        long voicedEnd = lineClock.endOf(hearing.lastVoicedTick());
        takeWords();
        askedAgain = 0;
        Turn made = guessed != null ? guessed : floor.draft(talk.question(), Purpose.ANSWER);
        conversing.expect(awaited, made, began, hearing.lastVoicedTick() + 1);
        begin(made);
        made.guesses = guessing.spent();
        made.stamps.voicedEnd = voicedEnd;
        made.stamps.committed = clock.micros();
        if (guessed != null) {
            answering.commit(made);
        } else {
            answering.answer(made);
        }
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

    private void begin(Turn turn) {
        floor.begin(turn);
        owed = Scene.Owed.NOTHING;
        news = false;
    }

    private void sayOfItself(String text, Purpose purpose) {
        guessing.drop();
        begin(floor.draft("", purpose));
        answering.say(floor.current(), text);
    }

    private void backchannel() {
        lastBackchannel = clock.tick();
        var words = settings.habits().backchannelWords().isEmpty()
                ? wording.ownBackchannels()
                : settings.habits().backchannelWords();
        begin(floor.draft("", Purpose.BACKCHANNEL));
        answering.say(floor.current(), words.get(backchannels++ % words.size()));
    }

    /** What a tool gave after its turn was over is told when nobody else speaks. */
    private void tellNews() {
        boolean free = isListening() && floor.turn() == null && owed == Scene.Owed.NOTHING;
        if (news
                && free
                && hearing.text().isEmpty()
                && hearing.silentMillis() >= pace.endUnsure()
                && !hearing.inStretch()
                && !hearing.isWaiting()) {
            begin(floor.draft("", Purpose.NEWS));
            answering.tellNews(floor.current());
        }
    }

    private void sent(Mouth.Sending sending) {
        if (!sending.frames().isEmpty()) {
            recorder.sent(sending.frames());
            senses.sent(sending.frames());
            quiet.spoken();
            floor.sounded(sending.audible());
        }
    }

    private void played(long frame) {
        floor.played(frame);
        recorder.played(frame);
    }

    private void cleared(long frame) {
        mouth.cleared(frame);
        senses.cleared();
        recorder.cleared(frame);
        Turn turn = floor.turn();
        if (turn == null || !turn.over) {
            return;
        }
        floor.end(true);
        if (floor.phase() == Phase.ENDING) {
            sayLastWords();
        }
    }

    /** The caller goes on although the answer was being made: it is taken back, their words stay. */
    private void withdraw() {
        Turn taken = floor.withdraw();
        tempo.cutShort();
        owed = taken.purpose == Purpose.ANSWER ? Scene.Owed.ANSWER : Scene.Owed.NOTHING;
        news |= taken.purpose == Purpose.NEWS;
    }

    /** The caller has cut in: what was heard stays, the rest was never said. */
    private void cut() {
        floor.stop();
        floor.go(Phase.LISTENING);
        quiet.heard();
        owed = Scene.Owed.WORD;
        if (!mouth.isClearing()) {
            floor.end(true);
        }
    }

    /** An operator's words go before the agent's own, of which only what was heard remains. */
    private void operatorSaid(String text) {
        if (floor.phase() == Phase.ENDING || isClosing()) {
            return;
        }
        relayed.add(text);
        Turn turn = floor.turn();
        if (turn != null && !turn.over && turn.purpose != Purpose.OPERATOR) {
            floor.stop();
            floor.go(Phase.LISTENING);
            owed = Scene.Owed.NOTHING;
            if (!mouth.isClearing()) {
                floor.end(true);
            }
        }
    }

    /** They are said as soon as the caller pauses, before what the caller said is answered. */
    private boolean mayRelay() {
        return !relayed.isEmpty()
                && isListening()
                && floor.turn() == null
                && !hearing.inStretch()
                && !hearing.isWaiting()
                && hearing.runMillis() == 0
                && (!hearing.text().isBlank() || hearing.silentMillis() >= pace.endUnsure());
    }

    private void toolFinished(CallEvent.ToolFinished finished) {
        ToolRuns.Outcome outcome = tools.finished(finished.id(), finished.result(), floor.turn());
        if (outcome == ToolRuns.Outcome.UNKNOWN) {
            return;
        }
        stage.show(new Notice.ToolRan(finished.name(), finished.arguments(), finished.result()));
        if (outcome == ToolRuns.Outcome.EXPECTED) {
            answering.toolFinished(floor.current());
        } else {
            news = true;
        }
    }

    private void failed(int id, CallEvent.Part part, int piece) {
        if (part == CallEvent.Part.EAR && piece == Conversing.HEARING) {
            conversing.giveUp();
            return;
        }
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
        if (guessing.named(id) != null && of.thought.done && of.spoken.made == 0) {
            guessing.drop();
        }
    }

    // What is due

    private void watch() {
        Turn turn = floor.turn();
        if (turn == null) {
            return;
        }
        if (floor.phase() == Phase.ENDING && leaving.dueIn() <= 0) {
            close(leaving.reason());
            return;
        }
        switch (vigil.look()) {
            case GOES_ON -> {}
            case SAID -> complete(turn);
            case ANSWER_OVERDUE -> giveUpAnswer(turn);
            case BACKCHANNEL_OVERDUE -> {
                stage.cancel(turn.id);
                floor.end(true);
            }
        }
    }

    private void complete(Turn done) {
        floor.end(false);
        if (done.purpose == Purpose.BACKCHANNEL) {
            return;
        }
        quiet.said(done.purpose);
        if (floor.phase() == Phase.ENDING) {
            close(leaving.reason());
        } else if (done.endsCall != null) {
            close(done.endsCall);
        } else {
            floor.go(Phase.LISTENING);
        }
    }

    /** Nothing has sounded for long: an apology instead; and where even that does not sound, it is the caller's turn. */
    private void giveUpAnswer(Turn late) {
        stage.cancel(late.id);
        floor.end(true);
        if (late.purpose != Purpose.ANSWER && late.purpose != Purpose.NEWS) {
            floor.go(Phase.LISTENING);
        } else {
            sayOfItself(settings.phrases().apology(), Purpose.REMARK);
        }
    }

    /**
     * Ticks until something happens of itself, whatever anyone does or fails to do: speech, a question, a goodbye. While
     * the call is up there always is such a time, and it never passes without anything having happened.
     */
    long dueIn() {
        long end = settings.limits().maxCallDuration() / Frame.MILLIS - clock.tick();
        return switch (floor.phase()) {
            case LISTENING -> {
                long due = settings.limits().endCallAfterSilence() / Frame.MILLIS - quiet.sinceAnswer();
                boolean waiting = !hearing.text().isBlank() && !hearing.inStretch() && hearing.runMillis() == 0;
                long answer =
                        ((long) Pace.WORDS_AWAITED + Pace.WORDS_OVERDUE + pace.longestWait() - hearing.silentMillis())
                                / Frame.MILLIS;
                yield Math.min(end, waiting ? Math.min(due, answer) : due);
            }
            case THINKING, SPEAKING -> vigil.dueIn();
            case PAUSED -> Pace.PAUSE_OVERDUE / Frame.MILLIS - floor.sincePaused();
            case ENDING -> leaving.dueIn();
            case CLOSING, ENDED -> 0;
        };
    }

    // The end

    private void endRequested(String reason) {
        endAfter(settings.phrases().goodbye(), reason);
    }

    /** Says {@code words} whatever the caller does, and then ends the call. */
    private void endAfter(String words, String reason) {
        if (floor.phase() == Phase.ENDING || isClosing()) {
            return;
        }
        floor.go(Phase.ENDING);
        leaving.begin(words, reason);
        if (floor.turn() != null) {
            floor.stop();
            if (mouth.isClearing()) {
                return;
            }
            floor.end(true);
        }
        sayLastWords();
    }

    private void sayLastWords() {
        takeWords();
        begin(floor.draft("", Purpose.REMARK));
        floor.go(Phase.ENDING);
        answering.say(floor.current(), leaving.farewell());
    }

    /** The connection is going or gone; what was said until now is still written down. */
    private void close(String reason) {
        if (isClosing()) {
            return;
        }
        leaving.because(reason);
        guessing.drop();
        Turn turn = floor.turn();
        if (turn != null) {
            stage.cancel(turn.id);
            floor.end(!floor.isSaid(turn));
        }
        floor.go(Phase.CLOSING);
        if (hearing.inStretch()) {
            finishHearing();
        }
        if (!isOwedWords()) {
            finish();
        }
    }

    private void finish() {
        takeWords();
        recorder.end();
        journaling.ended();
        floor.go(Phase.ENDED);
        stage.show(new Notice.Ended(leaving.reason(), (int) (clock.tick() / Frame.PER_SECOND)));
        stage.hangUp(leaving.reason());
        stage.journal().ended(leaving.reason(), clock.tick());
    }
}
