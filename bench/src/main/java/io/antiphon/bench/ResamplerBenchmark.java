package io.antiphon.bench;

import io.antiphon.audio.Resampler;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Input samples a microsecond (so: millions a second) through one stream's resampler. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ResamplerBenchmark {
    /** One second at 48 kHz; a whole number of frames at each of the rates. */
    private static final int LENGTH = 48_000;

    @Param({"8000-16000", "16000-8000", "24000-8000", "48000-16000", "22050-8000"})
    private String pair = "";

    /** Milliseconds of sound in a call: a frame, or a second as when a file is read. */
    @Param({"20", "1000"})
    private int millis;

    private Resampler resampler = Resampler.between(8_000, 8_000);
    private int piece;
    private final short[] in = new short[LENGTH];
    private short[] out = new short[0];

    @Setup
    public void fill() {
        int dash = pair.indexOf('-');
        int from = Integer.parseInt(pair.substring(0, dash));
        resampler = Resampler.between(from, Integer.parseInt(pair.substring(dash + 1)));
        piece = from * millis / 1000;
        out = new short[resampler.maxOutput(piece)];
        Random random = new Random(1);
        for (int i = 0; i < LENGTH; i++) {
            in[i] = (short) (random.nextGaussian() * 4_000);
        }
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public short[] resample() {
        for (int at = 0; at < LENGTH; at += piece) {
            resampler.resample(in, at, Math.min(piece, LENGTH - at), out, 0);
        }
        return out;
    }
}
