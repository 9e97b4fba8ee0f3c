package io.antiphon.conversation;

import io.antiphon.audio.EchoGate;
import io.antiphon.audio.EndOfTurn;
import io.antiphon.audio.Frame;
import io.antiphon.audio.Prosody;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** Unvoiced frames that do not end a burst of speech: the pauses inside what interrupts an agent. */
    private static final int BURST_BRIDGE = 25;

    /** A frame this far below the loudest of late is no speech any more, whatever the detector's tail says, in dB. */
    private static final float TAIL = 24;

    /** How fast the loudest of late is forgotten, in dB a frame. */
    private static final float FORGETTING = 0.1f;

    /** Nothing quieter is a human voice on a line; without one there is no prosody to judge. */
    private static final float FAINTEST = -60;

    /** Speech begins this far above the noise, and goes on this far above it, in dB. */
    private static final float ABOVE = 8;

    private static final float STILL_ABOVE = 5;

    /** Where the speech of late is far above the noise, so must be what counts as speech: this share of it in dB. */
    private static final float MARGIN = 0.4f;

    private static final float FAR_ABOVE = 12;

    /** While the agent speaks, the caller stands out by so much from what is usual meanwhile, in dB. */
    private static final float ABOVE_USUAL = 6;

    /** Frames after which it is known what is usual, and the latest ones, which do not count. */
    private static final int KNOWN_TOGETHER = 40;

    private static final int RECENT = 12;

    /** Frames of silence after which the agent counts as having stopped. */
    private static final int AGENT_DONE = 50;

    private final List<String> said = new ArrayList<>();
    private String partial = "";
    private double confidence = Double.NaN;

    private boolean stretch;
    private int run;
    private int burst;
    private int voiced;
    private int unvoiced = Integer.MAX_VALUE / 2;
    private int silent = Integer.MAX_VALUE / 2;
    private float loudest = FAINTEST;
    private final Background noise = new Background();
    /** The noise before this stretch: long speech without a gap would pass for noise itself. */
    private float noiseBefore;

    private int agentSilent = AGENT_DONE;
    private int together;

    private final Deque<Frame> playing = new ArrayDeque<>();
    private @Nullable EchoGate echo;
    private @Nullable Prosody prosody;
    private final float[] features = new float[Prosody.FEATURES];
    private int pauses;
    private int voicedBefore;
    private double over = Double.NaN;
    private long judged;
    private int awaited;
    /** Final words on their way of speech that has been taken up without them. */
    private int tooLate;

    private int waiting;
    private boolean ended;

    private long startTick = -1;
    private long lastVoicedTick;
    private long lastVoicedMicros;

    /** The agent's frames that went to the line in this tick; they come back as echo one a tick. */
    void sent(List<Frame> frames) {
        playing.addAll(frames);
    }

    /** The agent's frames that were not played after all. */
    void cleared() {
        playing.clear();
    }

    /** Takes one frame of the caller and its likelihood of speech. */
    void frame(Frame frame, float speech, long tick, long micros) {
        if (prosody == null) {
            prosody = new Prosody(frame.rate());
        }
        prosody.hear(frame);
        Frame played = playing.poll();
        if (echo == null && played != null && Loudness.isAudible(played)) {
            echo = new EchoGate(frame.rate());
        }
        if (echo != null) {
            echo.hear(frame, played);
        }
        agentSilent = played == null ? agentSilent + 1 : 0;
        together = agentSilent > AGENT_DONE ? 0 : together + 1;
        noise.hear(prosody.level(0));
        boolean voice = speech >= (stretch ? STILL_VOICED : VOICED) && standsOut(prosody.level(0)) && !isEcho();
        waiting = awaited > 0 ? waiting + 1 : 0;
        loudest = Math.max(FAINTEST, loudest - FORGETTING);
        silent++;
        if (voice) {
            voiced(prosody.level(0), tick, micros);
        } else {
            unvoiced(prosody);
        }
    }

    private boolean isEcho() {
        return echo != null && echo.isEcho();
    }

    /** Whether a frame is louder than what lies under the talk all the time: other people's talk is speech, too. */
    private boolean standsOut(float level) {
        if (loudest <= FAINTEST && level <= FAINTEST) {
            return true;
        }
        float under = stretch ? Math.min(noise.level(), noiseBefore) : noise.level();
        float margin = Math.clamp(MARGIN * (loudest - under), stretch ? STILL_ABOVE : ABOVE, FAR_ABOVE);
        return level > under + margin && (together < KNOWN_TOGETHER || level > whileAgentSpoke() + ABOVE_USUAL);
    }

    /** How loud the caller's side usually is while the agent speaks: a crowd, or what is left of the agent itself. */
    private float whileAgentSpoke() {
        return prosody == null ? FAINTEST : prosody.usualLevel(RECENT, Math.min(together, 3 * Frame.PER_SECOND));
    }

    private void voiced(float level, long tick, long micros) {
        loudest = Math.max(loudest, level);
        if (level > loudest - TAIL || loudest <= FAINTEST) {
            silent = 0;
            lastVoicedTick = tick;
            lastVoicedMicros = micros;
        }
        unvoiced = 0;
        run++;
        burst++;
        over = Double.NaN;
        if (!stretch && run >= ONSET) {
            stretch = true;
            noiseBefore = noise.level();
            ended = false;
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

    private void unvoiced(Prosody sound) {
        unvoiced++;
        if (unvoiced > BURST_BRIDGE) {
            burst = 0;
        }
        if (unvoiced > BRIDGE) {
            if (run > 0 && loudest > FAINTEST) {
                over = judge(sound);
            }
            run = 0;
        }
    }

    private double judge(Prosody sound) {
        if (silent > 2 * Frame.PER_SECOND) {
            return Double.NaN;
        }
        EndOfTurn model = EndOfTurn.shipped();
        int stretchMillis = (voiced - voicedBefore) * Frame.MILLIS;
        sound.describe(silent, new Prosody.Context(voicedMillis(), stretchMillis, pauses), features);
        judged++;
        return model == null ? Double.NaN : model.over(features);
    }

    /** How often the caller's silence has been judged. */
    long judged() {
        return judged;
    }

    /** What the latest silence was judged by. */
    float[] features() {
        return features;
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

    /** The recogniser says that the caller's turn is over. */
    void turnEnded(boolean over) {
        ended = over;
    }

    /** Forgets the words that have been taken up, or that turned out to mean nothing. */
    void forget() {
        said.clear();
        partial = "";
        confidence = Double.NaN;
        startTick = -1;
        voiced = 0;
        voicedBefore = 0;
        pauses = 0;
        over = Double.NaN;
        ended = false;
    }

    /** All of it, as turn-taking sees it. */
    Scene.Caller caller(boolean wordless) {
        return new Scene.Caller(
                inStretch(),
                runMillis(),
                burst * Frame.MILLIS,
                voicedMillis(),
                silentMillis(),
                waitingMillis(),
                turnEnded(),
                over,
                wordless);
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
        return unvoiced == 0 && run >= ONSET;
    }

    /** Voiced sound since the last answer, in milliseconds. */
    int voicedMillis() {
        return voiced * Frame.MILLIS;
    }

    /** Voiced sound in the present run, in milliseconds; 0 when the caller is silent. */
    int runMillis() {
        return run * Frame.MILLIS;
    }

    /** Time since the last voiced frame, in milliseconds. */
    int silentMillis() {
        return (int) Math.min(Integer.MAX_VALUE, (long) silent * Frame.MILLIS);
    }

    /** How long final words have been waited for, in milliseconds; 0 when none are. */
    int waitingMillis() {
        return awaited == 0 ? 0 : Math.max(1, waiting * Frame.MILLIS);
    }

    boolean isWaiting() {
        return awaited > 0;
    }

    boolean turnEnded() {
        return ended;
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
