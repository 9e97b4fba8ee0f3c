package io.antiphon.conversation.turntaking;

import io.antiphon.conversation.settings.AgentState;
import io.antiphon.conversation.turntaking.Scene.Caller;
import io.antiphon.conversation.turntaking.Scene.Phase;
import io.antiphon.conversation.turntaking.Scene.Words;

/**
 * Who speaks next. A pure function of one moment: the same {@link Scene} and {@link Pace} always give the same {@link
 * Decision}, so that a recorded call decides again as it did.
 *
 * <p>Three ideas carry it. A turn ends by silence, but how much silence depends on how finished the words look.
 * Sound over the agent's speech stops it at once, because stopping is cheap to undo, and only then is it asked
 * whether the sound meant anything. And every state has a longest stay, so that nothing waits for ever.
 */
public final class TurnTaking {
    private TurnTaking() {}

    /** What is to be done in this moment. */
    public static Decision decide(Scene scene, Pace pace) {
        if (scene.phase() == Phase.ENDING || scene.phase() == Phase.CLOSING || scene.phase() == Phase.ENDED) {
            return Decision.WAIT;
        }
        Caller caller = scene.caller();
        if (caller.inStretch() && caller.run() == 0 && caller.silent() >= pace.finishAfter()) {
            return Decision.FINISH_HEARING;
        }
        if (scene.callMillis() >= pace.limits().maxCallDuration()) {
            return Decision.TIME_UP;
        }
        return switch (scene.phase()) {
            case LISTENING -> listening(scene, pace);
            case THINKING -> thinking(scene, pace);
            case SPEAKING -> speaking(scene, pace);
            case PAUSED -> paused(scene, pace);
            case ENDING, CLOSING, ENDED -> Decision.WAIT;
        };
    }

    private static Decision listening(Scene scene, Pace pace) {
        Caller caller = scene.caller();
        Words words = scene.words();
        boolean speaking = caller.inStretch() || caller.run() > 0;
        if (caller.wordless()) {
            boolean said = !speaking && caller.voiced() >= Pace.SHORTEST_TURN;
            return said && !caller.stirring() && caller.silent() >= pace.endBySound(caller.over())
                    ? Decision.ANSWER
                    : Decision.WAIT;
        }
        if (!speaking && !words.none() && wordsAreSettled(caller)) {
            if (caller.turnEnded() || (!caller.stirring() && caller.silent() >= endOfTurn(scene, pace))) {
                return Decision.ANSWER;
            }
            return scene.own().guessed() ? listened(scene) : Decision.SPECULATE;
        }
        if (caller.turnMayHaveEnded() && !words.none() && !scene.own().guessed()) {
            return Decision.SPECULATE;
        }
        if (!speaking && words.none() && caller.waiting() == 0 && caller.silent() >= pace.endUnsure()) {
            switch (scene.owed()) {
                case ANSWER -> {
                    return Decision.ANSWER;
                }
                case WORD -> {
                    return Decision.ASK_AGAIN;
                }
                case NOTHING -> {
                    if (caller.voiced() >= Pace.WORTH_ASKING) {
                        return Decision.ASK_AGAIN;
                    }
                }
            }
        }
        return silent(scene, pace);
    }

    private static boolean wordsAreSettled(Caller caller) {
        return caller.waiting() == 0 || caller.waiting() >= Pace.WORDS_OVERDUE;
    }

    /** How much silence ends the turn; a caller who is known to pause for longer is given longer. */
    private static int endOfTurn(Scene scene, Pace pace) {
        int pauses = scene.own().callersPause();
        int bySound = pace.endBySound(scene.caller().over());
        return switch (scene.words().ending()) {
            case COMPLETE -> Math.min(pace.endComplete(), bySound);
            case UNSURE -> Math.max(bySound, Math.min(pauses, pace.endIncomplete()));
            case INCOMPLETE -> Math.max(pace.endIncomplete(), Math.min(pauses, pace.endDictating()));
            case DICTATING -> pace.endDictating();
        };
    }

    private static Decision listened(Scene scene) {
        boolean goesOn =
                scene.words().ending() != Scene.Ending.COMPLETE && scene.words().count() >= Pace.WORTH_A_NOD;
        boolean pause = scene.caller().silent() <= Pace.NOD_BEFORE;
        return scene.own().mayBackchannel() && goesOn && pause ? Decision.BACKCHANNEL : Decision.WAIT;
    }

    private static Decision silent(Scene scene, Pace pace) {
        long still = scene.silence().sinceWords();
        if (scene.silence().sinceAnswer() >= pace.limits().endCallAfterSilence()) {
            return Decision.GIVE_UP;
        }
        boolean mayRemind = scene.reminders() < pace.limits().reminderMaxCount();
        return mayRemind && still >= pace.limits().reminderTrigger() ? Decision.REMIND : Decision.WAIT;
    }

    private static Decision thinking(Scene scene, Pace pace) {
        if (pace.weighs()) {
            return speaking(scene, pace);
        }
        return scene.caller().run() >= Pace.WITHDRAW_AFTER && !scene.own().uninterruptible()
                ? Decision.WITHDRAW
                : Decision.WAIT;
    }

    private static Decision speaking(Scene scene, Pace pace) {
        Caller caller = scene.caller();
        if (!pace.interruptible() || scene.own().uninterruptible()) {
            return Decision.WAIT;
        }
        if (caller.run() >= Pace.PAUSE_AFTER) {
            return Decision.PAUSE;
        }
        boolean lateWords = caller.waiting() == 0
                && scene.words().count() >= pace.interruptWords()
                && !(pace.weighs()
                        && scene.own().begun()
                        && caller.silent() >= scene.own().sounding());
        return lateWords ? interrupted(scene) : Decision.WAIT;
    }

    private static Decision paused(Scene scene, Pace pace) {
        Caller caller = scene.caller();
        if (scene.words().count() >= pace.interruptWords()) {
            return interrupted(scene);
        }
        boolean overdue = scene.silence().paused() >= Pace.PAUSE_OVERDUE;
        if (caller.run() > 0) {
            boolean meant = burst(scene, pace) >= pace.interruptAfter() && !isBackchannel(scene.words());
            return meant || overdue ? interrupted(scene) : Decision.WAIT;
        }
        if (caller.inStretch() || caller.waiting() > 0 || caller.silent() < Pace.RESUME_AFTER) {
            return overdue ? Decision.RESUME : Decision.WAIT;
        }
        boolean answersEarly = isBackchannel(scene.words()) && isNearlyDone(scene, pace);
        return scene.words().count() > 0 || answersEarly ? interrupted(scene) : Decision.RESUME;
    }

    /** Where sound is weighed before an answer is heard, that of the turn which is answered does not count. */
    private static int burst(Scene scene, Pace pace) {
        Caller caller = scene.caller();
        return pace.weighs() ? Math.min(caller.burst(), caller.voiced()) : caller.burst();
    }

    /** Little is left to be said; but of an answer that is still being made, nobody knows. */
    private static boolean isNearlyDone(Scene scene, Pace pace) {
        boolean atWork = scene.state() == AgentState.THINKING || scene.state() == AgentState.USING_TOOL;
        return scene.own().begun() && scene.own().left() < Pace.NEARLY_DONE && !(atWork && pace.weighs());
    }

    /** What nobody has heard is taken back; what was begun ends here. */
    private static Decision interrupted(Scene scene) {
        return scene.own().begun() ? Decision.CUT : Decision.WITHDRAW;
    }

    private static boolean isBackchannel(Words words) {
        return !words.none() && words.count() == 0;
    }
}
