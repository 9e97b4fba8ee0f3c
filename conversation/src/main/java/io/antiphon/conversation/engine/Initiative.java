package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.engine.Turn.Purpose;
import io.antiphon.conversation.hearing.Hearing;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.turntaking.Pace;
import io.antiphon.conversation.turntaking.Scene;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the agent says without having been asked: a greeting, whether anybody is there, that it did not understand, what
 * a tool gave late, and an operator's words. Belongs to the call's thread.
 */
final class Initiative {
    /** Asking to say it again, so often in a row at most. */
    private static final int ASK_AGAIN_AT_MOST = 2;

    private final CallSettings settings;
    private final Clock clock;
    private final Hearing hearing;
    private final Quiet quiet;
    private final Floor floor;
    private final Turns turns;
    private final Uptake uptake;
    private final Deque<String> relayed = new ArrayDeque<>();
    private boolean greeted;
    private int askedAgain;

    Initiative(
            CallSettings settings, Clock clock, Hearing hearing, Quiet quiet, Floor floor, Turns turns, Uptake uptake) {
        this.settings = settings;
        this.clock = clock;
        this.hearing = hearing;
        this.quiet = quiet;
        this.floor = floor;
        this.turns = turns;
        this.uptake = uptake;
    }

    /** Greets the caller once the call is as old as it should be for that, unless they have spoken first. */
    void greet() {
        String greeting = settings.persona().greeting();
        if (greeted || clock.tick() * Frame.MILLIS < settings.limits().beginMessageDelay()) {
            return;
        }
        greeted = true;
        quiet.begin();
        if (greeting != null && !greeting.isBlank() && floor.isListening()) {
            turns.say(greeting, Purpose.GREETING);
        }
    }

    /** Asks whether anybody is there. */
    void remind() {
        quiet.reminded();
        turns.say(settings.phrases().reminder(), Purpose.REMINDER);
    }

    /** Asks the caller to say it again, if it has not just done so too often. */
    void askAgain() {
        hearing.forget();
        floor.owing().forgiven();
        if (askedAgain < ASK_AGAIN_AT_MOST) {
            askedAgain++;
            turns.say(settings.phrases().again(), Purpose.REMARK);
        }
    }

    /** Something was understood. */
    void understood() {
        askedAgain = 0;
    }

    /** An operator's words go before the agent's own, of which only what was heard remains. */
    void operatorSaid(String text) {
        if (floor.isLeaving()) {
            return;
        }
        relayed.add(text);
        Turn turn = floor.turn();
        if (turn != null && !turn.over && turn.purpose != Purpose.OPERATOR) {
            floor.makeWay();
        }
    }

    /**
     * Says an operator's words as soon as the caller pauses, before what the caller said is answered.
     *
     * @return whether there are any, and now is the time
     */
    boolean relays(Pace pace) {
        if (relayed.isEmpty() || !mayRelay(pace)) {
            return false;
        }
        uptake.take();
        turns.say(relayed.remove(), Purpose.OPERATOR);
        return true;
    }

    private boolean mayRelay(Pace pace) {
        return floor.isFree()
                && !hearing.inStretch()
                && !hearing.isWaiting()
                && hearing.runMillis() == 0
                && (!hearing.text().isBlank() || hearing.silentMillis() >= pace.endUnsure());
    }

    /** What a tool gave after its turn was over is told when nobody else speaks. */
    void tellNews(Pace pace) {
        Owing owing = floor.owing();
        if (owing.isOfNews()
                && owing.owed() == Scene.Owed.NOTHING
                && floor.isFree()
                && hearing.text().isEmpty()
                && hearing.silentMillis() >= pace.endUnsure()
                && !hearing.inStretch()
                && !hearing.isWaiting()) {
            turns.tellNews();
        }
    }
}
