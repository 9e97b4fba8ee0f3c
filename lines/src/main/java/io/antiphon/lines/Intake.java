package io.antiphon.lines;

import io.antiphon.audio.Frame;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the caller says, cut into frames, one for every 20 ms that pass, whatever the far end does. Belongs to its
 * line's {@link Lane}.
 *
 * <p>A frame is heard the moment it is complete, as long as the call's clock (frames heard) is not more than {@link
 * #LEAD} frames ahead of real time (ticks). A client that sends chunks of up to 260 ms is therefore heard without any
 * added delay and without holes. What comes faster than that waits, up to {@link #CAPACITY} frames, and is heard one a
 * tick.
 *
 * <p>When nothing waits and the call's clock has fallen more than {@link #ALLOWANCE} frames behind real time, silence
 * is heard instead, one frame a tick; two a tick while it is still behind, after the pacer itself was late. Sound that
 * arrives late, after its silence, is heard all the same; it makes the caller's words reach the call later, not its
 * clock run faster. That delay is worked off in pauses: when frames have been waiting all through a second, quiet
 * frames after the first {@link #PAUSE} of a pause are left out, in all as many as had been filled (at most two
 * seconds are remembered), and without any such debt one a second, against a sound card that runs fast. Words are
 * never left out.
 */
public final class Intake {
    /** Frames that may be missing before silence is heard in their place: 60 ms. */
    static final int ALLOWANCE = 3;
    /** Frames by which the call's clock may be ahead of real time: 240 ms. */
    static final int LEAD = 12;
    /** Frames that may wait: 30 s. */
    public static final int CAPACITY = 30 * Frame.PER_SECOND;
    /** Quiet frames of a pause that are always heard: 200 ms. */
    static final int PAUSE = 10;

    private static final int WINDOW = Frame.PER_SECOND;
    private static final int MOST_DEBT = 2 * Frame.PER_SECOND;
    private static final int QUIET = 150;

    private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
    private final int rate;
    private final Frame missing;
    private @Nullable Consumer<Frame> ear;
    private short[] partial;
    private int held;
    private long ticks;
    private long heard;
    private long filled;
    private long filledSinceSound;
    private long skipped;
    private long refused;
    private int windowTicks;
    private int fewestWaiting = Integer.MAX_VALUE;
    private int debt;
    private int toSkip;
    private int quietRun;
    private double floor = QUIET;

    Intake(int rate) {
        this.rate = rate;
        this.missing = Frame.missing(rate);
        this.partial = new short[Frame.length(rate)];
    }

    /** Starts hearing: what was kept so far comes at once, no more of it than time has passed. */
    void open(Consumer<Frame> listener) {
        ear = listener;
        ticks = Math.min(ticks, waiting.size());
        deliver();
    }

    /** Takes in samples; false when more waits than there is room for, and what did not fit is gone. */
    boolean add(short[] samples) {
        boolean room = true;
        for (int at = 0; at < samples.length; ) {
            int taken = Math.min(partial.length - held, samples.length - at);
            System.arraycopy(samples, at, partial, held, taken);
            held += taken;
            at += taken;
            if (held == partial.length) {
                room &= keep();
            }
        }
        deliver();
        return room;
    }

    /** The far end tells that it lost {@code frames} frames: silence in their place, as far as there is none yet. */
    void lost(long frames) {
        long missing = Math.min(frames - filledSinceSound, ticks - heard - waiting.size());
        for (long i = 0; i < missing && ear != null; i++) {
            fill();
        }
    }

    /** {@code elapsed} times 20 ms have passed. */
    void tick(long elapsed) {
        ticks += elapsed;
        if (ear == null) {
            return;
        }
        deliver();
        for (int i = 0; i < 2 && waiting.isEmpty() && ticks - heard > ALLOWANCE; i++) {
            fill();
        }
        watch(elapsed);
    }

    /** Frames that wait because they came faster than real time. */
    int waiting() {
        return waiting.size();
    }

    /** Frames of silence put in place of what did not come. */
    long filled() {
        return filled;
    }

    /** Quiet frames left out to work off a delay. */
    long skipped() {
        return skipped;
    }

    /** Frames for which there was no room. */
    long refused() {
        return refused;
    }

    private boolean keep() {
        held = 0;
        if (waiting.size() >= CAPACITY) {
            refused++;
            return false;
        }
        waiting.add(new Frame(partial, rate));
        partial = new short[Frame.length(rate)];
        return true;
    }

    private void deliver() {
        var listener = ear;
        while (listener != null && heard < ticks + LEAD && !waiting.isEmpty()) {
            var frame = waiting.remove();
            if (!leftOut(frame)) {
                heard++;
                filledSinceSound = 0;
                listener.accept(frame);
            }
        }
    }

    private void fill() {
        heard++;
        filled++;
        filledSinceSound++;
        debt = Math.min(debt + 1, MOST_DEBT);
        if (ear != null) {
            ear.accept(missing);
        }
    }

    private boolean leftOut(Frame frame) {
        quietRun = isQuiet(frame) ? quietRun + 1 : 0;
        if (toSkip == 0 || quietRun <= PAUSE) {
            return false;
        }
        toSkip--;
        debt = Math.max(0, debt - 1);
        skipped++;
        return true;
    }

    private void watch(long elapsed) {
        fewestWaiting = Math.min(fewestWaiting, waiting.size());
        windowTicks += (int) Math.min(elapsed, WINDOW);
        if (windowTicks >= WINDOW) {
            toSkip = Math.min(fewestWaiting, Math.max(1, debt));
            windowTicks = 0;
            fewestWaiting = Integer.MAX_VALUE;
        }
    }

    private boolean isQuiet(Frame frame) {
        long sum = 0;
        for (short sample : frame.samples()) {
            sum += Math.abs(sample);
        }
        double level = (double) sum / frame.samples().length;
        floor = level < floor ? level : floor + (level - floor) * 0.002;
        return level < Math.max(QUIET, 2 * floor);
    }
}
