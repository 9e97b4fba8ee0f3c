package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.journal.Journaling;
import io.antiphon.conversation.journal.TextWitness;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.stage.TextEvent;
import io.antiphon.conversation.stage.TextStage;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.line.TextLine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One talk in words alone, where the far end hears, takes turns and speaks: a fold over {@link TextEvent}s that asks the
 * {@link TextStage} for what it needs. As {@link Conversation}, it has no thread, timer or random number of its own.
 *
 * <p>Each request of the far end is a {@link Turn}; a newer one ends it at once. What the record, and the model's
 * context, hold of the agent's words is what the far end tells was heard.
 */
public final class TextConversation {
    /** What a far end writes for speech that held no word it knows. */
    private static final String UNINTELLIGIBLE = "(unintelligible audio)";

    private final CallSettings settings;
    private final TextStage stage;
    private final Clock clock = new Clock();
    private final Talk talk = new Talk();
    private final Journaling journaling;
    private final TextMinutes minutes;
    private final Thinking thinking;
    private final ToolRuns tools;
    private final Composing composing;
    private final TextVigil vigil;

    private Phase phase = Phase.OPEN;
    private String ending = "";
    private long endingSince;
    private @Nullable Turn turn;
    private @Nullable Outlet outlet;
    private int drafts;
    private int interjections;
    private int reminders;
    private boolean news;

    private enum Phase {
        OPEN,
        /** The far end has been asked to end the call once all is spoken. */
        ENDING,
        ENDED
    }

    public TextConversation(CallSettings settings, TextStage stage) {
        this.settings = settings.inWords();
        this.journaling = new Journaling(stage.journal(), clock);
        this.stage = new TextWitness(stage, journaling);
        this.minutes = new TextMinutes(this.settings, this.stage, talk, clock);
        this.thinking = new Thinking(this.settings, this.stage, talk, clock, Leader.NOBODY);
        this.tools = new ToolRuns(this.stage, talk, clock);
        this.composing = new Composing(this.settings, this.stage, talk, clock, thinking, tools, this::deliver);
        this.vigil = new TextVigil(clock);
        journaling.began(this.settings);
    }

    /** Whether the call is over and nothing more will be asked of the stage. */
    public boolean isOver() {
        return phase == Phase.ENDED;
    }

    /** Time on the call's clock, in ticks of 20 ms. */
    public long ticks() {
        return clock.tick();
    }

    /** Greets the caller, or leaves the first word to them. */
    public void begin() {
        Outlet greeting = Outlet.answering(stage, TextLine.GREETING);
        String text = settings.persona().greeting();
        if (text == null || text.isBlank()) {
            greeting.complete(false);
        } else {
            say(greeting, text, Turn.Purpose.GREETING);
        }
    }

    /**
     * Takes the next event.
     *
     * @param at microseconds since the call began, by the machine's clock; only measured with, never decided by
     */
    public void take(TextEvent event, long at) {
        if (isOver()) {
            return;
        }
        clock.measure(at);
        switch (event) {
            case TextEvent.Ticked ignored -> tick();
            case TextEvent.Told(var all) -> {
                minutes.told(all);
                vigil.told();
            }
            case TextEvent.AnswerWanted(int request, var all) -> {
                minutes.told(all);
                journaling.wanted(Journaling.ANSWER_WANTED, request, minutes.question());
                answer(request);
            }
            case TextEvent.ReminderWanted(int request, var all) -> {
                minutes.told(all);
                journaling.wanted(Journaling.REMINDER_WANTED, request, "");
                remind(request);
            }
            case TextEvent.Happened(CallEvent happened) -> {
                journaling.happened(happened);
                take(happened);
            }
        }
        Turn now = turn;
        if (now != null && !now.over) {
            deliver(now);
        }
    }

    private void take(CallEvent event) {
        switch (event) {
            case CallEvent.PassagesFound(int id, Findings findings) ->
                named(id).ifPresent(of -> composing.found(of, findings));
            case CallEvent.ModelThought(int id, int attempt, var piece) ->
                named(id).ifPresent(of -> composing.thought(of, attempt, piece));
            case CallEvent.ToolFinished finished -> toolFinished(finished);
            case CallEvent.ProviderFailed(int id, CallEvent.Part part, int piece, ProviderFailure ignored) ->
                named(id).ifPresent(of -> failed(of, part, piece));
            case CallEvent.CallerHungUp ignored -> finish(phase == Phase.ENDING ? ending : "user_hangup");
            case CallEvent.LineLost ignored -> finish(phase == Phase.ENDING ? ending : "line_lost");
            case CallEvent.EndRequested(String reason) -> end(settings.phrases().hangingUp(), reason);
            case CallEvent.OperatorSaid(String text) -> {
                say(interjection(), text, Turn.Purpose.OPERATOR);
                talk.operator(text, false);
            }
            default ->
                throw new IllegalArgumentException(
                        "there is no sound in this call: " + event.getClass().getSimpleName());
        }
    }

    private Optional<Turn> named(int id) {
        return Optional.ofNullable(turn).filter(now -> now.id == id && !now.over);
    }

    // Turns

    private Turn begin(Outlet to, String heard, Turn.Purpose purpose) {
        drop();
        phase = Phase.OPEN;
        Turn made = new Turn(drafts++, heard, talk.size(), purpose);
        made.stamps.given = clock.micros();
        made.stamps.committed = clock.micros();
        minutes.begin(made);
        turn = made;
        outlet = to;
        vigil.begin();
        return made;
    }

    private void drop() {
        Turn before = turn;
        if (before != null && !before.over) {
            before.over = true;
            thinking.stop(before);
            stage.cancel(before.id);
        }
    }

    private void answer(int request) {
        reminders = 0;
        news = false;
        String question = minutes.question();
        Turn made = begin(Outlet.answering(stage, request), question, Turn.Purpose.ANSWER);
        if (question.isEmpty() || question.equals(UNINTELLIGIBLE)) {
            composing.recite(made, settings.phrases().again());
        } else {
            composing.answer(made);
        }
    }

    private void tellNews(Outlet to) {
        news = false;
        thinking.ask(begin(to, "", Turn.Purpose.NEWS));
    }

    private void remind(int request) {
        Outlet to = Outlet.answering(stage, request);
        if (news) {
            tellNews(to);
            return;
        }
        reminders++;
        if (reminders > settings.limits().reminderMaxCount()) {
            say(to, settings.phrases().goodbye(), Turn.Purpose.REMINDER, "inactivity");
        } else {
            say(to, settings.phrases().reminder(), Turn.Purpose.REMINDER);
        }
    }

    private Outlet interjection() {
        return Outlet.interjecting(stage, ++interjections);
    }

    private void say(Outlet to, String text, Turn.Purpose purpose) {
        say(to, text, purpose, null);
    }

    private void say(Outlet to, String text, Turn.Purpose purpose, @Nullable String thenEnds) {
        Turn made = begin(to, "", purpose);
        made.endsCall = thenEnds;
        composing.recite(made, text);
    }

    /** Gives the far end what there is. */
    private void deliver(Turn of) {
        Outlet to = outlet;
        if (to == null || of != turn || of.over) {
            return;
        }
        while (!of.spoken.sentences.isEmpty()) {
            String sentence = of.spoken.sentences.remove();
            to.give(sentence);
            vigil.spoke(sentence);
        }
        if (!of.isComplete() || of.wishes.asked > 0) {
            return;
        }
        if (of.thought.given.isEmpty() && of.endsCall == null) {
            composing.apologise(of);
            return;
        }
        of.over = true;
        to.complete(of.endsCall != null);
        if (of.endsCall != null) {
            phase = Phase.ENDING;
            ending = of.endsCall;
            endingSince = clock.tick();
        }
    }

    private void failed(Turn of, CallEvent.Part part, int piece) {
        switch (part) {
            case KNOWLEDGE -> composing.found(of, Findings.none());
            case MIND -> {
                if (!thinking.failed(of, piece)) {
                    composing.apologise(of);
                }
            }
            case EAR, VOICE -> {}
        }
    }

    private void toolFinished(CallEvent.ToolFinished finished) {
        Turn waiting = turn != null && !turn.over ? turn : null;
        ToolRuns.Outcome outcome = tools.finished(finished.id(), finished.result(), waiting);
        if (outcome == ToolRuns.Outcome.UNKNOWN) {
            return;
        }
        stage.toolFinished(finished.id(), finished.result());
        if (outcome == ToolRuns.Outcome.EXPECTED && waiting != null) {
            composing.goOnAfterTools(waiting);
        } else {
            news = true;
        }
    }

    // The clock

    private void tick() {
        clock.tickOver();
        Turn now = turn;
        if (now != null && !now.over) {
            watch(now);
        } else if (news && phase == Phase.OPEN && vigil.isQuiet()) {
            tellNews(interjection());
        }
        if (phase == Phase.ENDING && clock.since(endingSince) > Patience.ENDING) {
            stage.hangUp(ending);
            finish(ending);
        } else if (phase == Phase.OPEN
                && clock.tick() * Frame.MILLIS >= settings.limits().maxCallDuration()) {
            end(settings.phrases().timeUp(), "max_duration_reached");
        }
    }

    private void watch(Turn now) {
        composing.watchFinding(now);
        thinking.watch(now);
        switch (vigil.look(now.wishes.running > 0)) {
            case WAIT -> {}
            case BRIDGE -> bridge(settings.phrases().filler());
            case BRIDGE_AGAIN -> bridge(settings.phrases().stillWorking());
            case GIVE_UP -> {
                thinking.stop(now);
                stage.cancel(now.id);
                now.wishes.asked = 0;
                now.wishes.running = 0;
                composing.apologise(now);
            }
        }
    }

    private void bridge(String words) {
        if (outlet != null) {
            outlet.give(words);
        }
    }

    // The end

    private void end(String words, String reason) {
        say(interjection(), words, Turn.Purpose.REMARK, reason);
    }

    private void finish(String reason) {
        drop();
        phase = Phase.ENDED;
        minutes.end();
        journaling.ended();
        stage.journal().ended(reason, clock.tick());
    }
}
