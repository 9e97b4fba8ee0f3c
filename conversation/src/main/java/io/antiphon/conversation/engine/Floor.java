package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.engine.Turn.Purpose;
import io.antiphon.conversation.settings.AgentState;
import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.conversation.turntaking.Collecting;
import io.antiphon.conversation.turntaking.Scene.Phase;
import io.antiphon.conversation.turntaking.Wording;
import io.antiphon.ports.line.Notice;
import org.jspecify.annotations.Nullable;

/** Who has the floor, and the turn that the agent makes of it. Belongs to the call's thread. */
final class Floor {
    private final Stage stage;
    private final Clock clock;
    private final Talk talk;
    private final Mouth mouth;
    private final Minutes minutes;
    private final Conversing conversing;
    private final Wording wording;
    private final Owing owing = new Owing();

    private Phase phase = Phase.LISTENING;
    private @Nullable Turn turn;
    private Collecting collecting = Collecting.NOTHING;
    private long begun = -1;
    private int ids;
    private int turns;
    private long pausedSince;
    private long lastSound;
    private String shown = "";

    Floor(Stage stage, Clock clock, Talk talk, Mouth mouth, Minutes minutes, Conversing conversing, Wording wording) {
        this.stage = stage;
        this.clock = clock;
        this.talk = talk;
        this.mouth = mouth;
        this.minutes = minutes;
        this.conversing = conversing;
        this.wording = wording;
    }

    Phase phase() {
        return phase;
    }

    void go(Phase next) {
        phase = next;
    }

    @Nullable
    Turn turn() {
        return turn;
    }

    Turn current() {
        if (turn == null) {
            throw new IllegalStateException("no turn is being made in phase " + phase);
        }
        return turn;
    }

    boolean is(Purpose purpose) {
        return turn != null && turn.purpose == purpose;
    }

    /** Number of the next turn. */
    int turns() {
        return turns;
    }

    /** What the agent owes the caller besides this turn. */
    Owing owing() {
        return owing;
    }

    /** Whether it is the caller's turn, with the agent silent or nodding. */
    boolean isListening() {
        return phase == Phase.LISTENING;
    }

    /** Whether it is the caller's turn and the agent says nothing at all. */
    boolean isFree() {
        return isListening() && turn == null;
    }

    /** Whether the caller is gone and only the ear's last words are waited for. */
    boolean isClosing() {
        return phase == Phase.CLOSING;
    }

    /** Whether the call is ending, or being closed. */
    boolean isLeaving() {
        return phase == Phase.ENDING || isClosing();
    }

    /** What the agent's last turn asked for. */
    Collecting collecting() {
        return collecting;
    }

    /** What the agent is doing. */
    AgentState state() {
        if (turn == null || phase == Phase.LISTENING) {
            return collecting.hasForm() ? AgentState.COLLECTING : AgentState.LISTENING;
        }
        if (turn.purpose == Purpose.GREETING) {
            return AgentState.GREETING;
        }
        if (hasBegun() && (mouth.waiting() > 0 || turn.isComplete())) {
            return AgentState.SPEAKING;
        }
        return turn.wishes.running > 0 ? AgentState.USING_TOOL : AgentState.THINKING;
    }

    /** Ticks since the first of the turn went to the line; -1 before. */
    long sinceBegun() {
        return hasBegun() ? clock.since(begun) : -1;
    }

    private boolean hasBegun() {
        return begun >= 0;
    }

    /** Ticks since the agent was last heard, or began to owe a sound. */
    long sinceSound() {
        return clock.since(lastSound);
    }

    /** Ticks since the agent was stopped; 0 when it is not. */
    long sincePaused() {
        return phase == Phase.PAUSED ? clock.since(pausedSince) : 0;
    }

    /** A turn that does not have the floor yet. */
    Turn draft(String heard, Purpose purpose) {
        return new Turn(ids++, heard, talk.size(), purpose);
    }

    void begin(Turn made) {
        if (turn != null) {
            stage.cancel(turn.id);
            end(true);
        }
        made.number = turns++;
        made.startTick = clock.tick();
        made.stamps.given = clock.micros();
        turn = made;
        begun = -1;
        mouth.begin();
        shown = "";
        phase = made.purpose == Purpose.BACKCHANNEL ? Phase.LISTENING : Phase.THINKING;
        lastSound = clock.tick();
        owing.settled();
    }

    /** Frames of the agent went to the line. */
    void sounded(boolean audible) {
        lastSound = clock.tick();
        if (turn == null) {
            return;
        }
        begun = hasBegun() ? begun : clock.tick();
        if (phase == Phase.THINKING) {
            phase = Phase.SPEAKING;
            turn.startTick = clock.tick();
        }
        if (audible && turn.stamps.sent < 0) {
            turn.stamps.sent = clock.micros();
        }
        String text = mouth.begunText();
        if (!text.equals(shown)) {
            shown = text;
            stage.show(new Notice.AgentText(text, false, false));
        }
    }

    void played(long frame) {
        long audible = mouth.played(frame);
        if (audible > 0 && turn != null && turn.stamps.played < 0) {
            turn.stamps.played = clock.micros() - (frame - audible) * Frame.MILLIS * 1000;
        }
    }

    /** Whether everything that this turn will ever say has been heard. */
    boolean isSaid(Turn made) {
        return made.isComplete() && mouth.isSilent();
    }

    /** The caller makes a sound: the agent stops, or does not begin, undecided. */
    void pause() {
        phase = Phase.PAUSED;
        pausedSince = clock.tick();
        if (hasBegun()) {
            mouth.pause();
        } else {
            mouth.hold();
        }
    }

    /** What has not begun has kept the caller waiting meanwhile. */
    void resume() {
        phase = hasBegun() ? Phase.SPEAKING : Phase.THINKING;
        lastSound = hasBegun() ? clock.tick() : lastSound;
        mouth.resume();
    }

    /** Nothing of the turn was heard: it is as if it had never been. */
    void withdraw() {
        Turn taken = current();
        stage.cancel(taken.id);
        conversing.heard(taken);
        mouth.begin();
        turn = null;
        phase = Phase.LISTENING;
        owing.unheard(taken);
    }

    /** The caller has cut in: what was heard stays, the rest was never said. */
    void cut() {
        breakOff();
        phase = Phase.LISTENING;
        owing.cutOff();
    }

    /** What is said goes before what is being said. */
    void makeWay() {
        breakOff();
        phase = Phase.LISTENING;
        owing.forgiven();
    }

    /**
     * Nothing more comes of this turn.
     *
     * @return whether it is over; otherwise it is as soon as the line has answered the clear, and told how much was heard
     */
    boolean breakOff() {
        Turn stopped = current();
        stage.cancel(stopped.id);
        stopped.over = true;
        mouth.pause();
        if (mouth.isClearing()) {
            return false;
        }
        end(true);
        return true;
    }

    /** Nothing of the turn has sounded for too long. */
    void giveUp() {
        stage.cancel(current().id);
        end(true);
    }

    /** The connection is gone, and nothing more is heard of the turn. */
    void close() {
        if (turn != null) {
            stage.cancel(turn.id);
            end(!isSaid(turn));
        }
        phase = Phase.CLOSING;
    }

    /** The turn is over, and it is known how much of it was heard. */
    void end(boolean interrupted) {
        Turn done = current();
        String text = mouth.heardText();
        minutes.agent(done, text, interrupted);
        conversing.heard(done);
        if (done.purpose != Purpose.BACKCHANNEL) {
            collecting = wording.askedBy(text);
        }
        mouth.begin();
        turn = null;
    }
}
