package io.antiphon.conversation.engine;

import io.antiphon.conversation.engine.Turn.Purpose;
import io.antiphon.conversation.settings.Phrases;
import io.antiphon.conversation.turntaking.Scene.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Watches over the agent's turn: what does not sound is bridged, and in the end given up; what has been heard to its end
 * is over. Belongs to the call's thread.
 */
final class Vigil {
    private final Phrases phrases;
    private final Quiet quiet;
    private final Floor floor;
    private final Answering answering;
    private final Turns turns;
    private final Leaving leaving;

    Vigil(Phrases phrases, Quiet quiet, Floor floor, Answering answering, Turns turns, Leaving leaving) {
        this.phrases = phrases;
        this.quiet = quiet;
        this.floor = floor;
        this.answering = answering;
        this.turns = turns;
        this.leaving = leaving;
    }

    /** Looks after the turn, once a tick. */
    void look() {
        Turn turn = floor.turn();
        if (turn == null) {
            return;
        }
        if (floor.phase() == Phase.ENDING && leaving.dueIn() <= 0) {
            leaving.close();
            return;
        }
        if (turn.over || floor.phase() == Phase.PAUSED) {
            return;
        }
        answering.watch(turn);
        if (floor.isSaid(turn)) {
            complete(turn);
            return;
        }
        switch (floor.phase()) {
            case THINKING, SPEAKING -> {
                if (floor.sinceSound() >= patience(turn)) {
                    giveUp(turn);
                } else {
                    bridge(turn);
                }
            }
            case LISTENING -> {
                if (floor.sinceSound() >= Patience.FILLER) {
                    floor.giveUp();
                }
            }
            case PAUSED, ENDING, CLOSING, ENDED -> {}
        }
    }

    /** Ticks until an answer that does not sound is given up. */
    long dueIn() {
        return patience(floor.turn()) - floor.sinceSound();
    }

    private static int patience(@Nullable Turn turn) {
        return isWorking(turn) ? Patience.TOOL : Patience.ANSWER;
    }

    private static boolean isWorking(@Nullable Turn turn) {
        return turn != null && turn.wishes.running > 0;
    }

    private void bridge(Turn turn) {
        boolean first = turn.fillers == 0;
        boolean due = floor.sinceSound() >= (first ? Patience.FILLER : Patience.FILLER_AGAIN);
        boolean voiceIsFree = turn.spoken.now == null;
        if (due && voiceIsFree && !turn.isComplete() && (first || isWorking(turn))) {
            turn.fillers++;
            answering.interject(turn, first ? phrases.filler() : phrases.stillWorking());
        }
    }

    /** All of it has been heard. */
    private void complete(Turn done) {
        floor.end(false);
        if (done.purpose == Purpose.BACKCHANNEL) {
            return;
        }
        quiet.said(done.purpose);
        if (floor.phase() == Phase.ENDING) {
            leaving.close();
        } else if (done.endsCall != null) {
            leaving.close(done.endsCall);
        } else {
            floor.go(Phase.LISTENING);
        }
    }

    /** Nothing has sounded for long: an apology instead; and where even that does not sound, it is the caller's turn. */
    private void giveUp(Turn late) {
        floor.giveUp();
        if (late.purpose != Purpose.ANSWER && late.purpose != Purpose.NEWS) {
            floor.go(Phase.LISTENING);
        } else {
            turns.say(phrases.apology(), Purpose.REMARK);
        }
    }
}
