package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.engine.Turn.Purpose;
import io.antiphon.conversation.journal.Journaling;
import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.conversation.turntaking.Scene.Phase;
import io.antiphon.ports.line.Notice;

/**
 * The end of a call: what is said last, and what is written down when the connection is gone. Belongs to the call's
 * thread.
 */
final class Leaving {
    private final Stage stage;
    private final Clock clock;
    private final Floor floor;
    private final Turns turns;
    private final Uptake uptake;
    private final Recorder recorder;
    private final Journaling journaling;
    private String reason = "";
    private String farewell = "";
    private long since;

    Leaving(
            Stage stage,
            Clock clock,
            Floor floor,
            Turns turns,
            Uptake uptake,
            Recorder recorder,
            Journaling journaling) {
        this.stage = stage;
        this.clock = clock;
        this.floor = floor;
        this.turns = turns;
        this.uptake = uptake;
        this.recorder = recorder;
        this.journaling = journaling;
    }

    /** Says {@code words} whatever the caller does, and then ends the call. */
    void endAfter(String words, String why) {
        if (floor.isLeaving()) {
            return;
        }
        floor.go(Phase.ENDING);
        farewell = words;
        reason = why;
        since = clock.tick();
        if (floor.turn() == null || floor.breakOff()) {
            sayLastWords();
        }
    }

    /** Says them; nothing of the turn before them can be heard any more. */
    void sayLastWords() {
        uptake.take();
        turns.say(farewell, Purpose.REMARK);
        floor.go(Phase.ENDING);
    }

    /** The last words have been said, or are no longer waited for. */
    void close() {
        close(reason);
    }

    /**
     * The connection is going or gone; what was said until now is still written down.
     *
     * @param why counts unless a reason was given before
     */
    void close(String why) {
        if (floor.isClosing()) {
            return;
        }
        reason = reason.isEmpty() ? why : reason;
        turns.close();
        uptake.endStretch();
        finishUnlessOwed();
    }

    /** Nothing more is to come but words that the ear may still owe. */
    void finishUnlessOwed() {
        if (floor.isClosing() && !uptake.isOwedWords()) {
            finish();
        }
    }

    /** Nothing more is waited for. */
    void finish() {
        uptake.take();
        recorder.end();
        journaling.ended();
        floor.go(Phase.ENDED);
        stage.show(new Notice.Ended(reason, (int) (clock.tick() / Frame.PER_SECOND)));
        stage.hangUp(reason);
        stage.journal().ended(reason, clock.tick());
    }

    /** Ticks until the last words are no longer waited for. */
    long dueIn() {
        return Patience.ENDING - clock.since(since);
    }
}
