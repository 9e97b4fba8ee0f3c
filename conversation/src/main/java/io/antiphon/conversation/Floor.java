package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.Scene.Phase;
import io.antiphon.conversation.Turn.Purpose;
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

    private Phase phase = Phase.LISTENING;
    private @Nullable Turn turn;
    private Collecting collecting = Collecting.NOTHING;
    private int ids;
    private int turns;
    private long pausedSince;
    private long lastSound;
    private String shown = "";

    Floor(Stage stage, Clock clock, Talk talk, Mouth mouth, Minutes minutes, Conversing conversing) {
        this.stage = stage;
        this.clock = clock;
        this.talk = talk;
        this.mouth = mouth;
        this.minutes = minutes;
        this.conversing = conversing;
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

    /** What the agent's last turn asked for. */
    Collecting collecting() {
        return collecting;
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

    void begin(Turn begun) {
        if (turn != null) {
            stage.cancel(turn.id);
            end(true);
        }
        begun.number = turns++;
        begun.startTick = clock.tick();
        begun.stamps.given = clock.micros();
        turn = begun;
        mouth.begin();
        shown = "";
        phase = begun.purpose == Purpose.BACKCHANNEL ? Phase.LISTENING : Phase.THINKING;
        lastSound = clock.tick();
    }

    /** Frames of the agent went to the line. */
    void sounded(boolean audible) {
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

    /** The caller makes a sound: the agent stops, undecided. */
    void pause() {
        phase = Phase.PAUSED;
        pausedSince = clock.tick();
        mouth.pause();
    }

    void resume() {
        phase = Phase.SPEAKING;
        lastSound = clock.tick();
        mouth.resume();
    }

    /** Nothing of the turn was heard: it is as if it had never been. */
    Turn withdraw() {
        Turn taken = current();
        stage.cancel(taken.id);
        conversing.heard(taken);
        mouth.begin();
        turn = null;
        phase = Phase.LISTENING;
        return taken;
    }

    /** Nothing more comes of this turn; how much of it was heard is known when the line has answered the clear. */
    void stop() {
        Turn stopped = current();
        stage.cancel(stopped.id);
        stopped.over = true;
        mouth.pause();
    }

    /** The turn is over, and it is known how much of it was heard. */
    void end(boolean interrupted) {
        Turn done = current();
        String text = mouth.heardText();
        minutes.agent(done, text, interrupted);
        conversing.heard(done);
        if (done.purpose != Purpose.BACKCHANNEL) {
            collecting = Collecting.askedBy(text);
        }
        mouth.begin();
        turn = null;
    }
}
