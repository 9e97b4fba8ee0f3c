package io.antiphon.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What is done to every frame of every call leaves nothing for the garbage collector. */
class AllocationTest {
    private static final int FRAMES = 2_000;

    /** Far less than one object a frame, with room for what the JVM itself does meanwhile. */
    private static final long NEXT_TO_NOTHING = 4_096;

    private final short[] samples = Tone.samples(440, 48_000, 960, -6);
    private final byte[] codes = new byte[960];
    private final short[] out = new short[2_000];

    @Test
    void codesWithoutAllocating() {
        assertThat(allocated(() -> {
                    G711.ULAW.encode(samples, 0, 960, codes, 0);
                    G711.ALAW.decode(codes, 0, 960, out, 0);
                    Pcm16.encode(samples, 0, 480, codes, 0);
                }))
                .isLessThan(NEXT_TO_NOTHING);
    }

    @Test
    void resamplesWithoutAllocating() {
        Resampler up = Resampler.between(8_000, 16_000);
        Resampler down = Resampler.between(48_000, 16_000);
        Resampler odd = Resampler.between(22_050, 8_000);
        assertThat(allocated(() -> {
                    up.resample(samples, 0, 160, out, 0);
                    down.resample(samples, 0, 960, out, 0);
                    odd.resample(samples, 0, 441, out, 0);
                }))
                .isLessThan(NEXT_TO_NOTHING);
    }

    @Test
    void measuresLevelsWithoutAllocating() {
        EnergyGate gate = new EnergyGate();
        Frame frame = new Frame(samples, 48_000);
        assertThat(allocated(() -> gate.admits(frame))).isLessThan(NEXT_TO_NOTHING);
    }

    private static long allocated(Runnable frame) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 100; i++) {
            frame.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < FRAMES; i++) {
            frame.run();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
