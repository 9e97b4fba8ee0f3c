package io.antiphon.bench;

import io.antiphon.audio.G711;
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

/** Samples a microsecond (so: millions a second) through G.711, in frames of 20 ms at 8 kHz. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBenchmark {
    private static final int FRAME = 160;

    @Param
    private G711 law = G711.ULAW;

    private final short[] samples = new short[FRAME];
    private final byte[] codes = new byte[FRAME];

    @Setup
    public void fill() {
        Random random = new Random(1);
        for (int i = 0; i < FRAME; i++) {
            samples[i] = (short) (random.nextGaussian() * 4_000);
        }
        law.encode(samples, 0, FRAME, codes, 0);
    }

    @Benchmark
    @OperationsPerInvocation(FRAME)
    public byte[] encode() {
        law.encode(samples, 0, FRAME, codes, 0);
        return codes;
    }

    @Benchmark
    @OperationsPerInvocation(FRAME)
    public short[] decode() {
        law.decode(codes, 0, FRAME, samples, 0);
        return samples;
    }
}
