package io.antiphon.bench;

import io.antiphon.audio.EnergyGate;
import io.antiphon.audio.Frame;
import io.antiphon.audio.SileroVad;
import io.antiphon.audio.VoiceActivity;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Microseconds a 20 ms frame, averaged over many: the model judges five windows in eight frames, so a window costs 1.6
 * times what {@code model} says.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VoiceActivityBenchmark {
    private static final int FRAMES = 500;

    @Param({"8000", "16000"})
    private int rate;

    private final SileroVad vad = new SileroVad();
    private final EnergyGate gate = new EnergyGate();
    private final Frame[] noise = new Frame[FRAMES];
    private VoiceActivity activity = vad.listenUngated(8_000);
    private int next;

    @Setup
    public void fill() {
        activity = vad.listenUngated(rate);
        Random random = new Random(1);
        for (int i = 0; i < FRAMES; i++) {
            short[] samples = new short[Frame.length(rate)];
            for (int k = 0; k < samples.length; k++) {
                samples[k] = (short) (random.nextGaussian() * 4_000);
            }
            noise[i] = new Frame(samples, rate);
        }
    }

    @Benchmark
    public float model() {
        return activity.hear(frame());
    }

    @Benchmark
    public boolean energyGate() {
        return gate.admits(frame());
    }

    private Frame frame() {
        next = (next + 1) % FRAMES;
        return noise[next];
    }
}
