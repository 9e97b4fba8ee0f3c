package io.antiphon.conversation;

import io.antiphon.conversation.Scene.Phase;
import org.jspecify.annotations.Nullable;

/** Watches over the agent's turn: what does not sound is bridged, and in the end given up. Belongs to the call's thread. */
final class Vigil {
    private final Phrases phrases;
    private final Floor floor;
    private final Answering answering;

    Vigil(Phrases phrases, Floor floor, Answering answering) {
        this.phrases = phrases;
        this.floor = floor;
        this.answering = answering;
    }

    /** What has become of the agent's turn. */
    enum Finding {
        /** Nothing to be done by anybody else. */
        GOES_ON,
        /** All of it has been heard. */
        SAID,
        /** It has not sounded for longer than a caller can be kept waiting. */
        ANSWER_OVERDUE,
        /** A word in a pause of the caller's that has not sounded in time. */
        BACKCHANNEL_OVERDUE
    }

    Finding look() {
        Turn turn = floor.turn();
        if (turn == null || turn.over || floor.phase() == Phase.PAUSED) {
            return Finding.GOES_ON;
        }
        answering.watch(turn);
        if (floor.isSaid(turn)) {
            return Finding.SAID;
        }
        return switch (floor.phase()) {
            case THINKING, SPEAKING -> floor.sinceSound() >= patience(turn) ? Finding.ANSWER_OVERDUE : bridge(turn);
            case LISTENING -> floor.sinceSound() >= Patience.FILLER ? Finding.BACKCHANNEL_OVERDUE : Finding.GOES_ON;
            case PAUSED, ENDING, CLOSING, ENDED -> Finding.GOES_ON;
        };
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

    private Finding bridge(Turn turn) {
        boolean first = turn.fillers == 0;
        boolean due = floor.sinceSound() >= (first ? Patience.FILLER : Patience.FILLER_AGAIN);
        boolean voiceIsFree = turn.spoken.now == null;
        if (due && voiceIsFree && !turn.isComplete() && (first || isWorking(turn))) {
            turn.fillers++;
            answering.interject(turn, first ? phrases.filler() : phrases.stillWorking());
        }
        return Finding.GOES_ON;
    }
}
