package io.antiphon.conversation.hearing;

import io.antiphon.audio.EchoGate;
import io.antiphon.audio.EndOfTurn;
import io.antiphon.audio.Frame;
import io.antiphon.audio.Prosody;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The senses of a live call: tells the caller from the agent's echo and from a crowd, and hears how a turn sounds when it
 * ends. Belongs to the call's thread.
 */
public final class Ears implements Senses {
    private static final float VOICED = 0.5f;
    private static final float STILL_VOICED = 0.35f;

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

    /** A room is crowded where it lies no further below the loudest speech of late, in dB. */
    private static final float CROWDED = 26;

    /** In a crowded room the caller is within so many dB of the loudest of late every few syllables; others are not. */
    private static final float NEAR = 8;

    private static final int SYLLABLES = 10;

    /** While the agent speaks, the caller stands out by so much from what is usual meanwhile, in dB. */
    private static final float ABOVE_USUAL = 6;

    /** Frames after which it is known what is usual, and the latest ones, which do not count. */
    private static final int KNOWN_TOGETHER = 40;

    private static final int RECENT = 12;

    /** Frames of silence after which the agent counts as having stopped. */
    private static final int AGENT_DONE = 50;

    /** Frames whose sound may be late before they count as silence: 2 s. */
    private static final int MISSING_AT_MOST = 100;

    private final Background noise = new Background();
    private final Deque<Frame> playing = new ArrayDeque<>();
    private final float[] features = new float[Prosody.FEATURES];
    private @Nullable EchoGate echo;
    private @Nullable Prosody prosody;
    private float loudest = FAINTEST;
    /** The noise before this stretch: long speech without a gap would pass for noise itself. */
    private float noiseBefore;

    private boolean inStretch;
    private int missing;
    private int agentSilent = AGENT_DONE;
    private int together;
    private long judged;

    @Override
    public void sent(List<Frame> frames) {
        playing.addAll(frames);
    }

    @Override
    public void cleared() {
        playing.clear();
    }

    @Override
    public Impression notice(Frame frame, float speech, boolean stretch) {
        if (stretch && !inStretch) {
            noiseBefore = under();
        }
        inStretch = stretch;
        if (frame.isMissing() && missing < MISSING_AT_MOST) {
            missing++;
            return new Impression(false, false, loudest > FAINTEST, false, true);
        }
        missing = frame.isMissing() ? missing : 0;
        Prosody sound = prosody == null ? new Prosody(frame.rate()) : prosody;
        prosody = sound;
        sound.hear(frame);
        listenForEcho(frame);
        float level = sound.level(0);
        noise.hear(level);
        boolean out = standsOut(sound, level) && isNear(sound);
        boolean voice = out && speech >= (stretch ? STILL_VOICED : VOICED) && !isEcho();
        loudest = Math.max(FAINTEST, loudest - FORGETTING);
        loudest = voice ? Math.max(loudest, level) : loudest;
        return new Impression(
                voice, level > loudest - TAIL || loudest <= FAINTEST, loudest > FAINTEST, !voice && out, false);
    }

    private void listenForEcho(Frame frame) {
        Frame played = playing.poll();
        if (echo == null && played != null && Loudness.isAudible(played)) {
            echo = new EchoGate(frame.rate());
        }
        if (echo != null) {
            echo.hear(frame, played);
        }
        agentSilent = played == null ? agentSilent + 1 : 0;
        together = agentSilent > AGENT_DONE ? 0 : together + 1;
    }

    private boolean isEcho() {
        return echo != null && echo.isEcho();
    }

    /** Whether a frame is louder than what lies under the talk all the time: other people's talk is speech, too. */
    private boolean standsOut(Prosody sound, float level) {
        if (loudest <= FAINTEST && level <= FAINTEST) {
            return true;
        }
        float under = room();
        float margin = Math.clamp(MARGIN * (loudest - under), inStretch ? STILL_ABOVE : ABOVE, FAR_ABOVE);
        return level > under + margin && (together < KNOWN_TOGETHER || level > whileAgentSpoke(sound) + ABOVE_USUAL);
    }

    /** Whether those who were loud lately still are. Without it a crowd behind the caller holds a turn that is over. */
    private boolean isNear(Prosody sound) {
        if (loudest <= FAINTEST || loudest - room() > CROWDED) {
            return true;
        }
        for (int ago = 0; ago < SYLLABLES; ago++) {
            if (sound.level(ago) > loudest - NEAR) {
                return true;
            }
        }
        return false;
    }

    private float room() {
        return inStretch ? Math.min(under(), noiseBefore) : under();
    }

    private float under() {
        return together > 0 ? noise.heard() : noise.level();
    }

    /** How loud the caller's side usually is while the agent speaks: a crowd, or what is left of the agent itself. */
    private float whileAgentSpoke(Prosody sound) {
        return sound.usualLevel(RECENT, Math.min(together, 3 * Frame.PER_SECOND));
    }

    @Override
    public double over(int silent, Prosody.Context context) {
        EndOfTurn model = EndOfTurn.shipped();
        if (prosody == null || model == null) {
            return Double.NaN;
        }
        prosody.describe(silent, context, features);
        judged++;
        return Impression.likelihood(Impression.quantised(model.over(features)));
    }

    /** How often the caller's silence has been judged. */
    long judged() {
        return judged;
    }

    /** What the latest silence was judged by. */
    float[] features() {
        return features;
    }
}
