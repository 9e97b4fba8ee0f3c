package io.antiphon.conversation.hearing;

import io.antiphon.audio.Frame;
import io.antiphon.audio.Prosody;
import io.antiphon.conversation.turntaking.Pace;
import io.antiphon.conversation.turntaking.Scene;
import io.antiphon.ports.speech.Ear;
import java.util.ArrayList;
import java.util.List;

/**
 * The caller's side of the talk: whether they speak, for how long, and what was understood since they last had an
 * answer. Belongs to the call's thread; its clock is the caller's frames.
 */
public final class Hearing {
    /** Voiced frames in a row before a stretch of speech begins: shorter sounds are clicks. */
    private static final int ONSET = 3;

    /** Unvoiced frames that do not end a run of voiced ones: the stops inside words. */
    private static final int BRIDGE = 5;

    /** Unvoiced frames that do not end a burst of speech: the pauses inside what interrupts an agent. */
    private static final int BURST_BRIDGE = 25;

    /** Frames in a row that may become speech before they are taken for something else. */
    private static final int STIRRING_AT_MOST = 8;

    /** Longer silence is judged by nobody: 2 s. */
    private static final int JUDGED_AT_MOST = 2 * Frame.PER_SECOND;

    private final Senses senses;
    private final List<String> said = new ArrayList<>();
    private String partial = "";
    private double confidence = Double.NaN;

    private boolean stretch;
    private int run;
    private int burst;
    private int stirring;
    private int voiced;
    private int unvoiced = Integer.MAX_VALUE / 2;
    private int silent = Integer.MAX_VALUE / 2;
    private int pauses;
    private int voicedBefore;
    private double over = Double.NaN;
    private int overTold;
    private int awaited;
    /** Final words on their way of speech that has been taken up without them. */
    private int tooLate;

    private int waiting;
    private int owing;
    private boolean ended;
    private boolean mayHaveEnded;

    private long startTick = -1;
    private long lastVoicedTick;

    public Hearing(Senses senses) {
        this.senses = senses;
    }

    /** Takes one frame of the caller and its likelihood of speech; gives what was noticed. */
    public Impression frame(Frame frame, float speech, long tick) {
        Impression impression = senses.notice(frame, speech, stretch);
        waiting = awaited > 0 ? waiting + 1 : 0;
        owing = awaited > 0 ? owing + 1 : 0;
        overTold = 0;
        if (impression.missing()) {
            return impression;
        }
        silent++;
        stirring = impression.stirs() ? stirring + 1 : 0;
        if (impression.voice()) {
            voiced(impression.carries(), tick);
        } else {
            unvoiced(impression.audible());
        }
        return impression;
    }

    private void voiced(boolean carries, long tick) {
        if (carries) {
            silent = 0;
            lastVoicedTick = tick;
        }
        unvoiced = 0;
        run++;
        burst++;
        over = Double.NaN;
        if (!stretch && run >= ONSET) {
            stretch = true;
            ended = false;
            mayHaveEnded = false;
            if (voiced > 0) {
                pauses++;
            }
            voicedBefore = voiced;
            voiced += run - 1;
            if (startTick < 0) {
                startTick = Math.max(0, tick - run);
            }
        }
        if (stretch) {
            voiced++;
        }
    }

    private void unvoiced(boolean audible) {
        unvoiced++;
        if (unvoiced > BURST_BRIDGE) {
            burst = 0;
        }
        if (unvoiced > BRIDGE) {
            if (run > 0 && audible && silent <= JUDGED_AT_MOST) {
                over = senses.over(silent, new Prosody.Context(voicedMillis(), stretchMillis(), pauses));
                overTold = Impression.quantised(over);
            }
            run = 0;
        }
    }

    private int stretchMillis() {
        return (voiced - voicedBefore) * Frame.MILLIS;
    }

    /** What the senses said in this tick of the turn's end, as {@link Impression#quantised}. */
    public int overTold() {
        return overTold;
    }

    /** The ear was asked for its final words. */
    public void finishAsked() {
        stretch = false;
        run = 0;
        awaited++;
        waiting = 0;
    }

    /** A guess of the ear's; false when it is one about speech that has been taken up already. */
    public boolean partial(String text) {
        if (tooLate > 0) {
            return false;
        }
        if (!text.strip().equals(partial) && owing * Frame.MILLIS < Pace.WORDS_AWAITED) {
            waiting = 0;
        }
        partial = text.strip();
        return !text.isBlank();
    }

    /** Final words; false when there are none, or they are of speech that has been taken up already. */
    public boolean said(String text, double howSure) {
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
    public void turnSignal(Ear.TurnSignal signal) {
        ended = signal == Ear.TurnSignal.ENDED;
        mayHaveEnded = signal != Ear.TurnSignal.RESUMED;
    }

    /** Forgets the words that have been taken up, or that turned out to mean nothing. */
    public void forget() {
        said.clear();
        partial = "";
        confidence = Double.NaN;
        startTick = -1;
        voiced = 0;
        voicedBefore = 0;
        pauses = 0;
        over = Double.NaN;
        ended = false;
        mayHaveEnded = false;
    }

    /** All of it, as turn-taking sees it. */
    public Scene.Caller caller(boolean wordless) {
        return new Scene.Caller(
                inStretch(),
                stirring > 0 && stirring <= STIRRING_AT_MOST,
                runMillis(),
                burst * Frame.MILLIS,
                voicedMillis(),
                silentMillis(),
                waitingMillis(),
                ended,
                mayHaveEnded,
                over,
                wordless);
    }

    /** Whether the next final words are of speech that has been taken up already. */
    public boolean isLate() {
        return tooLate > 0;
    }

    /** Final words that the ear still owes. */
    public int awaited() {
        return awaited;
    }

    /** What the ear has not come out with by now is not waited for, and not listened to when it comes. */
    public void giveUpWaiting() {
        tooLate += awaited;
        awaited = 0;
        waiting = 0;
    }

    /** Everything understood since the last answer, final words and guesses. */
    public String text() {
        if (said.isEmpty()) {
            return partial;
        }
        String finals = String.join(" ", said);
        if (partial.isEmpty()) {
            return finals;
        }
        return finals.isEmpty() ? partial : finals + " " + partial;
    }

    /** How sure the ear is of its final words, 0 to 1, the least sure of them; NaN when it does not tell. */
    public double confidence() {
        return confidence;
    }

    /** Inside a stretch of speech that the ear has not been asked to finish. */
    public boolean inStretch() {
        return stretch;
    }

    /** Voiced sound since the last answer, in milliseconds. */
    public int voicedMillis() {
        return voiced * Frame.MILLIS;
    }

    /** Voiced sound in the present run, in milliseconds; 0 when the caller is silent. */
    public int runMillis() {
        return run * Frame.MILLIS;
    }

    /** Time since the last voiced frame, in milliseconds. */
    public int silentMillis() {
        return (int) Math.min(Integer.MAX_VALUE, (long) silent * Frame.MILLIS);
    }

    /** Ticks until what was understood is answered at the latest; without end where nothing was, or the caller goes on. */
    public long answerDueIn(Pace pace) {
        if (text().isBlank() || inStretch() || run > 0) {
            return Long.MAX_VALUE;
        }
        return ((long) Pace.WORDS_AWAITED + Pace.WORDS_OVERDUE + pace.longestWait() - silentMillis()) / Frame.MILLIS;
    }

    /** How long final words have been waited for without a sign of work on them, in milliseconds; 0 when none are. */
    int waitingMillis() {
        return awaited == 0 ? 0 : Math.max(1, waiting * Frame.MILLIS);
    }

    /** Whether the ear owes final words. */
    public boolean isWaiting() {
        return awaited > 0;
    }

    /** When the caller began to say what {@link #text()} holds; -1 when they have not. */
    public long startTick() {
        return startTick;
    }

    /** The tick of the last frame that carried the caller's voice; 0 before there was one. */
    public long lastVoicedTick() {
        return lastVoicedTick;
    }
}
