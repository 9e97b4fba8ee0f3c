package io.antiphon.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionTest {
    @TempDir
    Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void writeAToneOfOneSecond() throws IOException {
        in = folder.resolve("in.wav");
        out = folder.resolve("out.wav");
        wav(in, 8_000, 1, Tone.samples(440, 8_000, 8_001, -6));
    }

    @Test
    void resamplesAFileInLineWithItsSourceAndAsLong() throws IOException {
        Conversion.Summary summary = convert(in, out, 16_000, null, null, null, 20);
        assertThat(summary).isEqualTo(new Conversion.Summary(8_001, 8_000, 16_002, 16_000, 1, Codec.PCM16));
        try (WavReader reader = new WavReader(Files.newInputStream(out))) {
            assertThat(reader.rate()).isEqualTo(16_000);
            short[] made = all(reader);
            short[] ideal = Tone.samples(440, 16_000, 16_002, -6);
            assertThat(made).hasSize(16_002);
            for (int i = 200; i < 15_800; i++) {
                assertThat((int) made[i]).isCloseTo(ideal[i], within(3));
            }
        }
    }

    @Test
    void makesTheSameFileWithAnyLengthOfPiece() throws IOException {
        convert(in, out, 24_000, Codec.ULAW, null, null, 20);
        for (int millis : new int[] {1, 7, 33, 1_000}) {
            Path other = folder.resolve(millis + ".wav");
            convert(in, other, 24_000, Codec.ULAW, null, null, millis);
            assertThat(other).hasSameBinaryContentAs(out);
        }
    }

    @Test
    void keepsRateAndCodecUnlessTold() throws IOException {
        convert(in, out, null, null, null, null, 20);
        assertThat(out).hasSameBinaryContentAs(in);
    }

    @Test
    void writesAndReadsBareSamples() throws IOException {
        Path bare = folder.resolve("tone.ulaw");
        convert(in, bare, null, Codec.ULAW, null, null, 20);
        assertThat(Files.readAllBytes(bare)).isEqualTo(G711.ULAW.encode(Tone.samples(440, 8_000, 8_001, -6)));

        convert(bare, out, null, Codec.PCM16, 8_000, Codec.ULAW, 20);
        try (WavReader reader = new WavReader(Files.newInputStream(out))) {
            assertThat(reader.codec()).isEqualTo(Codec.PCM16);
            assertThat(all(reader)).isEqualTo(G711.ULAW.decode(Files.readAllBytes(bare)));
        }
    }

    @Test
    void keepsTwoChannelsApart() throws IOException {
        short[] left = Tone.samples(440, 16_000, 16_000, -6);
        short[] both = new short[32_000];
        for (int i = 0; i < left.length; i++) {
            both[2 * i] = left[i];
        }
        wav(in, 16_000, 2, both);
        assertThat(convert(in, out, 8_000, null, null, null, 20).channels()).isEqualTo(2);
        try (WavReader reader = new WavReader(Files.newInputStream(out))) {
            short[] made = all(reader);
            assertThat(made).hasSize(16_000);
            for (int i = 1; i < made.length; i += 2) {
                assertThat(made[i]).isZero();
            }
            assertThat(Level.peak(made, 0, made.length)).isCloseTo(-6, within(0.2));
        }
        assertThatThrownBy(() -> convert(in, folder.resolve("x.raw"), null, null, null, null, 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two channels")
                .hasMessageContaining(".wav");
        assertThat(folder.resolve("x.raw")).doesNotExist();
    }

    @Test
    void makesAnEmptyFileOfAnEmptyFile() throws IOException {
        wav(in, 8_000, 1, new short[0]);
        assertThat(convert(in, out, 48_000, null, null, null, 20).samplesOut()).isZero();
        Path bare = Files.createFile(folder.resolve("empty.raw"));
        assertThat(convert(bare, out, 48_000, null, 8_000, Codec.PCM16, 20).samplesOut())
                .isZero();
    }

    @Test
    void leavesOutHalfASampleAtTheEndOfABareFile() throws IOException {
        Path bare = Files.write(folder.resolve("odd.raw"), new byte[] {1, 0, 2, 0, 3});
        assertThat(convert(bare, out, null, null, 8_000, Codec.PCM16, 20).samplesOut())
                .isEqualTo(2);
    }

    @Test
    void namesTheOptionAndTheRemedyWhenSomethingIsWrong() {
        Path bare = folder.resolve("in.raw");
        assertRefused(() -> convert(bare, out, null, null, null, null, 20), "add --in-rate and --in-codec");
        assertRefused(() -> convert(in, out, null, null, 8_000, null, 20), "leave them out");
        assertRefused(() -> convert(in, out, 10, null, null, null, 20), "--rate is 10; give a rate from 4000");
        assertRefused(() -> convert(bare, out, null, null, 500_000, Codec.ULAW, 20), "--in-rate is 500000");
        assertRefused(() -> convert(in, out, null, null, null, null, 0), "--frame-ms is 0; give 1 to 1000");
        assertRefused(() -> convert(in, in, null, null, null, null, 20), "OUT is the same file as IN");
    }

    @Test
    void refusesASourceWhoseRateNobodyCanHear() throws IOException {
        wav(in, 100, 1, new short[10]);
        assertRefused(() -> convert(in, out, 8_000, null, null, null, 20), "IN has 100 samples a second");
        assertThat(out).doesNotExist();
    }

    private static void assertRefused(ThrowingCallable attempt, String reason) {
        assertThatThrownBy(attempt).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(reason);
    }

    private static Conversion.Summary convert(
            Path in,
            Path out,
            @Nullable Integer rate,
            @Nullable Codec codec,
            @Nullable Integer inRate,
            @Nullable Codec inCodec,
            int millis)
            throws IOException {
        return new Conversion(in, out, rate, codec, inRate, inCodec, millis).run();
    }

    private static void wav(Path file, int rate, int channels, short[] samples) throws IOException {
        try (WavWriter writer = WavWriter.to(file, rate, channels, Codec.PCM16)) {
            writer.write(samples, 0, samples.length);
        }
    }

    private static short[] all(WavReader reader) throws IOException {
        short[] samples = new short[100_000];
        int length = Math.max(0, reader.read(samples, 0, samples.length));
        return Arrays.copyOf(samples, length);
    }
}
