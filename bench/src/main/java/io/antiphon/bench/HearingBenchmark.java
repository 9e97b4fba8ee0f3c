package io.antiphon.bench;

import io.antiphon.audio.EchoGate;
import io.antiphon.audio.EndOfTurn;
import io.antiphon.audio.Frame;
import io.antiphon.audio.Prosody;
import java.util.Objects;
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

/** What a frame of 20 ms costs to be heard, beside its voice activity. The two sides are unrelated noise of speech's level. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HearingBenchmark {
    private static final int FRAMES = 64;

    /** Samples a second. */
    @Param({"8000", "16000"})
    private int rate;

    private final Frame[] caller = new Frame[FRAMES];
    private final Frame[] agent = new Frame[FRAMES];
    private final float[] features = new float[Prosody.FEATURES];
    private final EndOfTurn network = Objects.requireNonNull(EndOfTurn.shipped());
    private Prosody prosody = new Prosody(8000);
    private EchoGate gate = new EchoGate(8000);
    private int next;

    @Setup
    public void prepare() {
        Random random = new Random(1);
        for (int i = 0; i < FRAMES; i++) {
            caller[i] = noise(random);
            agent[i] = noise(random);
        }
        prosody = new Prosody(rate);
        gate = new EchoGate(rate);
        for (int i = 0; i < 4 * FRAMES; i++) {
            prosody.hear(caller[i % FRAMES]);
            gate.hear(caller[i % FRAMES], agent[i % FRAMES]);
        }
    }

    private Frame noise(Random random) {
        short[] samples = new short[Frame.length(rate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextGaussian() * 4_000);
        }
        return new Frame(samples, rate);
    }

    @Benchmark
    public Prosody prosody() {
        prosody.hear(caller[next++ % FRAMES]);
        return prosody;
    }

    @Benchmark
    public double endOfTurn() {
        prosody.hear(caller[next++ % FRAMES]);
        prosody.describe(3, new Prosody.Context(2_000, 800, 1), features);
        return network.over(features);
    }

    @Benchmark
    public EchoGate hearingWhileTheAgentSpeaks() {
        gate.hear(caller[next % FRAMES], agent[next % FRAMES]);
        next++;
        return gate;
    }

    @Benchmark
    public boolean tellingACallerFromAnEcho() {
        gate.hear(caller[next % FRAMES], agent[next % FRAMES]);
        next++;
        return gate.isEcho();
    }
}
