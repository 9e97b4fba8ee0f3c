package io.antiphon.conversation;

import io.antiphon.ports.speech.Ear;
import java.util.ArrayList;
import java.util.List;

/**
 * The caller's side of the talk: whether they speak, for how long, and what was understood since they last had an
 * answer. Belongs to the call's thread; its clock is the caller's frames.
 */
final class Hearing {
    private static final float VOICED = 0.5f;
    private static final float STILL_VOICED = 0.35f;

    /** Voiced frames in a row before a stretch of speech begins: shorter sounds are clicks. */
    private static final int ONSET = 3;

    /** Unvoiced frames that do not end a run of voiced ones: the stops inside words. */
    private static final int BRIDGE = 5;

    private final List<String> said = new ArrayList<>();
    private String partial = "";
    private double confidence = Double.NaN;

    private boolean stretch;
    private int run;
    private int voiced;
    private int silent = Integer.MAX_VALUE / 2;
    private int awaited;
    /** Final words on their way of speech that has been taken up without them. */
    private int tooLate;

    private int waiting;
    private boolean ended;
    private boolean mayHaveEnded;

    private long startTick = -1;
    private long lastVoicedTick;
    private long lastVoicedMicros;

    /** Takes one frame's likelihood of speech. */
    void frame(float speech, long tick, long micros) {
        boolean voice = speech >= (stretch ? STILL_VOICED : VOICED);
        waiting = awaited > 0 ? waiting + 1 : 0;
        if (!voice) {
            silent++;
            if (silent > BRIDGE) {
                run = 0;
            }
            return;
        }
        silent = 0;
        run++;
        lastVoicedTick = tick;
        lastVoicedMicros = micros;
        if (!stretch && run >= ONSET) {
            stretch = true;
            ended = false;
            mayHaveEnded = false;
            voiced = run - 1;
            if (startTick < 0) {
                startTick = Math.max(0, tick - run);
            }
        }
        if (stretch) {
            voiced++;
        }
    }

    /** The ear was asked for its final words. */
    void finishAsked() {
        stretch = false;
        run = 0;
        awaited++;
        waiting = 0;
    }

    /** A guess of the ear's; false when it is one about speech that has been taken up already. */
    boolean partial(String text) {
        if (tooLate > 0) {
            return false;
        }
        partial = text.strip();
        return !text.isBlank();
    }

    /** Final words; false when there are none, or they are of speech that has been taken up already. */
    boolean said(String text, double howSure) {
        if (tooLate > 0) {
            tooLate--;
            return false;
        }
        awaited = Math.max(0, awaited - 1);
        waiting = 0;
        partial = "";
        if (!text.isBlank()) {
            said.add(text.strip());
            confidence = Double.isNaN(confidence) ? howSure : Math.min(confidence, howSure);
        }
        return !text.isBlank();
    }

    /** The recogniser's own opinion of the caller's turn. */
    void turnSignal(Ear.TurnSignal signal) {
        ended = signal == Ear.TurnSignal.ENDED;
        mayHaveEnded = signal != Ear.TurnSignal.RESUMED;
    }

    /** Forgets the words that have been taken up, or that turned out to mean nothing. */
    void forget() {
        said.clear();
        partial = "";
        confidence = Double.NaN;
        startTick = -1;
        voiced = 0;
        ended = false;
        mayHaveEnded = false;
    }

    /** What the ear has not come out with by now is not waited for, and not listened to when it comes. */
    void giveUpWaiting() {
        tooLate += awaited;
        awaited = 0;
        waiting = 0;
    }

    /** Everything understood since the last answer, final words and guesses. */
    String text() {
        String finals = String.join(" ", said);
        if (partial.isEmpty()) {
            return finals;
        }
        return finals.isEmpty() ? partial : finals + " " + partial;
    }

    double confidence() {
        return confidence;
    }

    /** Inside a stretch of speech that the ear has not been asked to finish. */
    boolean inStretch() {
        return stretch;
    }

    /** Whether the last frame was speech. */
    boolean isVoiced() {
        return silent == 0 && run >= ONSET;
    }

    /** Voiced sound since the last answer, in milliseconds. */
    int voicedMillis() {
        return voiced * io.antiphon.audio.Frame.MILLIS;
    }

    /** Voiced sound in the present run, in milliseconds; 0 when the caller is silent. */
    int runMillis() {
        return run * io.antiphon.audio.Frame.MILLIS;
    }

    /** Time since the last voiced frame, in milliseconds. */
    int silentMillis() {
        return (int) Math.min(Integer.MAX_VALUE, (long) silent * io.antiphon.audio.Frame.MILLIS);
    }

    /** How long final words have been waited for, in milliseconds; 0 when none are. */
    int waitingMillis() {
        return awaited == 0 ? 0 : Math.max(1, waiting * io.antiphon.audio.Frame.MILLIS);
    }

    boolean isWaiting() {
        return awaited > 0;
    }

    boolean turnEnded() {
        return ended;
    }

    boolean turnMayHaveEnded() {
        return mayHaveEnded;
    }

    /** When the caller began to say what {@link #text()} holds; -1 when they have not. */
    long startTick() {
        return startTick;
    }

    long lastVoicedTick() {
        return lastVoicedTick;
    }

    long lastVoicedMicros() {
        return lastVoicedMicros;
    }
}
