package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.engine.Turn.Purpose;
import io.antiphon.conversation.hearing.Ears;
import io.antiphon.conversation.hearing.Hearing;
import io.antiphon.conversation.hearing.Impression;
import io.antiphon.conversation.hearing.Senses;
import io.antiphon.conversation.journal.Journaling;
import io.antiphon.conversation.journal.Witness;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.conversation.turntaking.Decision;
import io.antiphon.conversation.turntaking.Nods;
import io.antiphon.conversation.turntaking.Pace;
import io.antiphon.conversation.turntaking.Paces;
import io.antiphon.conversation.turntaking.Scene;
import io.antiphon.conversation.turntaking.Scene.Phase;
import io.antiphon.conversation.turntaking.Tempo;
import io.antiphon.conversation.turntaking.TurnTaking;
import io.antiphon.conversation.turntaking.Understanding;
import io.antiphon.conversation.turntaking.Wording;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.speech.Ear;

/**
 * One talk between a caller and an agent: a fold over {@link CallEvent}s that asks the {@link Stage} for what it needs.
 *
 * <p>It has no thread, timer or random number of its own. Time is the caller's frames; the machine's clock is only
 * written down. The same events in the same order always give the same talk.
 */
public final class Conversation {
    private final CallSettings settings;
    private final Stage stage;
    private final Paces paces;
    private final Clock clock = new Clock();
    private final LineClock lineClock = new LineClock();
    private final Senses senses;
    private final Hearing hearing;
    private final Understanding understanding;
    private final Tempo tempo = new Tempo();
    private final Talk talk = new Talk();
    private final Mouth mouth;
    private final Conversing conversing;
    private final Floor floor;
    private final Guessing guessing;
    private final Answering answering;
    private final Turns turns;
    private final Uptake uptake;
    private final Initiative initiative;
    private final Nods nods;
    private final ToolRuns tools;
    private final Vigil vigil;
    private final Quiet quiet = new Quiet(clock);
    private final Leaving leaving;
    private final Recorder recorder;
    private final Journaling journaling;
    private final Minutes minutes;

    /** A conversation of a live call, which hears by {@link Ears}. */
    public Conversation(CallSettings settings, Stage stage) {
        this(settings, stage, new Ears());
    }

    /** A conversation that notices sound by other senses, as one does that is played again. */
    public Conversation(CallSettings settings, Stage stage, Senses senses) {
        this.settings = settings;
        this.journaling = new Journaling(stage.journal(), clock);
        this.stage = new Witness(stage, journaling);
        this.senses = senses;
        this.hearing = new Hearing(senses);
        this.paces = new Paces(settings.manners(), settings.limits());
        var wording = Wording.of(settings.persona().language());
        this.understanding = new Understanding(wording);
        this.recorder = new Recorder(stage.journal());
        this.minutes = new Minutes(settings, stage, talk, clock);
        this.mouth = new Mouth(this.stage);
        this.conversing = new Conversing(settings, this.stage, talk);
        this.floor = new Floor(this.stage, clock, talk, mouth, minutes, conversing, wording);
        this.guessing = new Guessing(this.stage, hearing, talk);
        this.nods = new Nods(settings.habits(), wording.ownBackchannels(), clock);
        this.tools = new ToolRuns(this.stage, talk, clock);
        this.answering = new Answering(settings, this.stage, mouth, talk, clock, tools, conversing);
        this.turns = new Turns(floor, guessing, answering);
        this.uptake = new Uptake(this.stage, minutes, hearing, quiet, conversing, guessing, turns);
        this.initiative = new Initiative(settings, clock, hearing, quiet, floor, turns, uptake);
        this.leaving = new Leaving(this.stage, clock, floor, turns, uptake, recorder, journaling);
        this.vigil = new Vigil(settings.phrases(), quiet, floor, answering, turns, leaving);
        journaling.began(settings);
    }

    /** Whether the call is over and nothing more will be asked of the stage. */
    public boolean isOver() {
        return floor.phase() == Phase.ENDED;
    }

    /** Whether the caller is gone and only the ear's last words are waited for. */
    public boolean isClosing() {
        return floor.isClosing();
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
            case CallEvent.CallerPartial(String text) -> uptake.partial(text);
            case CallEvent.CallerSaid(String text, double confidence) -> {
                uptake.said(text, confidence);
                leaving.finishUnlessOwed();
            }
            case CallEvent.CallerTurn(Ear.TurnSignal signal) -> hearing.turnSignal(signal);
            case CallEvent.DigitPressed ignored -> quiet.heard();
            case CallEvent.PlayedUpTo(long frame) -> played(frame);
            case CallEvent.PlaybackCleared(long frame) -> cleared(frame);
            case CallEvent.PassagesFound(int id, Findings findings) ->
                turns.named(id).ifPresent(of -> answering.found(of, findings));
            case CallEvent.ModelThought(int id, int attempt, var piece) ->
                turns.named(id).ifPresent(of -> answering.thought(of, attempt, piece));
            case CallEvent.VoiceSounded sounded -> turns.named(sounded.turn()).ifPresent(of -> sounded(of, sounded));
            case CallEvent.VoiceAligned(int id, int utterance, CallEvent.Word word) ->
                turns.named(id).ifPresent(of -> answering.aligned(of, utterance, word));
            case CallEvent.VoiceFinished(int id, int utterance) ->
                turns.named(id).ifPresent(of -> answering.voiceFinished(of, utterance));
            case CallEvent.ToolFinished finished -> toolFinished(finished);
            case CallEvent.ProviderFailed(int id, Part part, int piece, ProviderFailure ignored) -> {
                if (part == Part.EAR) {
                    earFailed(piece);
                } else {
                    turns.named(id).ifPresent(of -> turns.failed(of, part, piece));
                }
            }
            case CallEvent.CallerHungUp ignored -> leaving.close("user_hangup");
            case CallEvent.LineLost ignored -> leaving.close("line_lost");
            case CallEvent.EndRequested(String reason) ->
                leaving.endAfter(settings.phrases().hangingUp(), reason);
            case CallEvent.OperatorSaid(String text) -> initiative.operatorSaid(text);
            case CallEvent.LastWordsOverdue ignored -> {
                if (isClosing()) {
                    leaving.finish();
                }
            }
        }
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
        if (floor.isListening()
                && hearing.silentMillis() < still
                && !hearing.text().isEmpty()) {
            tempo.paused(still);
        }
        stage.hear(frame, hearing.inStretch());
        if (uptake.isWordless()) {
            quiet.heard();
        }
        initiative.greet();
        decide();
        Turn turn = floor.turn();
        if (turn != null && !turn.over) {
            answering.speak(turn);
        }
        sent(mouth.tick());
        recorder.tick(frame);
        vigil.look();
        clock.tickOver();
    }

    private void decide() {
        Pace pace = paces.in(floor.state());
        if (initiative.relays(pace)) {
            return;
        }
        Decision decision = floor.is(Purpose.BACKCHANNEL) ? Decision.WAIT : TurnTaking.decide(scene(), pace);
        if (decision != Decision.WAIT) {
            journaling.decided(decision);
        }
        switch (decision) {
            case WAIT -> initiative.tellNews(pace);
            case FINISH_HEARING -> uptake.finishHearing();
            case SPECULATE -> turns.guess(hearing.text());
            case ANSWER -> answer();
            case BACKCHANNEL -> turns.nod(nods.next());
            case ASK_AGAIN -> initiative.askAgain();
            case WITHDRAW -> {
                floor.withdraw();
                tempo.cutShort();
            }
            case PAUSE -> floor.pause();
            case RESUME -> {
                hearing.forget();
                floor.resume();
            }
            case CUT -> {
                floor.cut();
                quiet.heard();
            }
            case REMIND -> initiative.remind();
            case GIVE_UP -> leaving.endAfter(settings.phrases().goodbye(), "inactivity");
            case TIME_UP -> leaving.endAfter(settings.phrases().timeUp(), "max_duration_reached");
        }
    }

    private Scene scene() {
        return new Scene(
                floor.phase(),
                floor.state(),
                hearing.caller(uptake.isWordless()),
                understanding.of(hearing.text(), floor.collecting(), floor.is(Purpose.GREETING)),
                quiet.silence((int) floor.sincePaused() * Frame.MILLIS),
                clock.tick() * Frame.MILLIS,
                quiet.reminders(),
                floor.owing().owed(),
                new Scene.Own(
                        mouth.waiting() * Frame.MILLIS,
                        (int) floor.sinceBegun() * Frame.MILLIS,
                        floor.is(Purpose.OPERATOR)
                                || (floor.is(Purpose.GREETING)
                                        && settings.habits().greetingUninterruptible()),
                        conversing.leads()
                                || guessing.isUnderWay()
                                || guessing.made() >= settings.habits().guesses(),
                        floor.turn() == null && nods.areWelcome(hearing.startTick()),
                        settings.habits().adaptsToPace() ? tempo.floor() : 0));
    }

    // Answers

    private void answer() {
        Turn guessed = guessing.take();
        int awaited = conversing.leads() ? hearing.awaited() : 0;
        long began = Math.max(0, hearing.startTick());
        long voicedEnd = lineClock.endOf(hearing.lastVoicedTick());
        uptake.take();
        initiative.understood();
        Turn made = guessed != null ? guessed : floor.draft(talk.question(), Purpose.ANSWER);
        conversing.expect(awaited, made, began, hearing.lastVoicedTick() + 1);
        made.stamps.voicedEnd = voicedEnd;
        made.stamps.committed = clock.micros();
        if (guessed != null) {
            turns.commit(made);
        } else {
            turns.answer(made);
        }
    }

    // The agent

    private void sounded(Turn of, CallEvent.VoiceSounded sounded) {
        answering.sounded(of, sounded);
        sent(of == floor.turn() ? mouth.start() : Mouth.Sending.NOTHING);
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
            leaving.sayLastWords();
        }
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
            floor.owing().newsCame();
        }
    }

    private void earFailed(int piece) {
        if (piece == CallEvent.ProviderFailed.HEARING) {
            conversing.giveUp();
            return;
        }
        stage.show(new Notice.Trouble("I can no longer hear you: the recogniser failed."));
        leaving.endAfter(settings.phrases().apology(), "error_ear");
    }

    // What is due

    /**
     * Ticks until something happens of itself, whatever anyone does or fails to do: speech, a question, a goodbye. While
     * the call is up there always is such a time, and it never passes without anything having happened.
     */
    long dueIn() {
        return switch (floor.phase()) {
            case LISTENING -> {
                long end = settings.limits().maxCallDuration() / Frame.MILLIS - clock.tick();
                long goodbye = settings.limits().endCallAfterSilence() / Frame.MILLIS - quiet.sinceAnswer();
                long answer = hearing.answerDueIn(paces.in(floor.state()));
                yield Math.min(end, Math.min(goodbye, answer));
            }
            case THINKING, SPEAKING -> vigil.dueIn();
            case PAUSED -> Pace.PAUSE_OVERDUE / Frame.MILLIS - floor.sincePaused();
            case ENDING -> leaving.dueIn();
            case CLOSING, ENDED -> 0;
        };
    }
}
