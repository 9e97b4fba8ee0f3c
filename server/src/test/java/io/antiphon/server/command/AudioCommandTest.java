package io.antiphon.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.audio.Codec;
import io.antiphon.audio.Level;
import io.antiphon.audio.WavReader;
import io.antiphon.audio.WavWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code antiphon audio convert}. */
class AudioCommandTest {
    private static final int RATE = 16_000;

    @TempDir
    private Path folder;

    private Path tone = Path.of("");

    @BeforeEach
    void record() throws IOException {
        tone = folder.resolve("tone.wav");
        short[] second = new short[RATE];
        for (int i = 0; i < second.length; i++) {
            second[i] = (short) Math.round(8_000 * Math.sin(2 * Math.PI * 440 * i / RATE));
        }
        try (WavWriter wav = WavWriter.to(tone, RATE, 1, Codec.PCM16)) {
            wav.write(second, 0, second.length);
        }
    }

    @Test
    void convertsToTheTelephoneAndBack() throws IOException {
        Path telephone = folder.resolve("telephone.ulaw");
        Path back = folder.resolve("back.wav");
        Terminal there = convert(tone, telephone, "--rate", "8000", "--codec", "ulaw");
        assertThat(there.exit()).as(there.err()).isZero();
        assertThat(there.out()).contains("16000 samples at 16000 Hz", "8000 samples at 8000 Hz", "ulaw");
        assertThat(Files.size(telephone)).isEqualTo(8_000);
        Terminal again = convert(
                telephone, back, "--in-rate", "8000", "--in-codec", "ulaw", "--rate", "16000", "--codec", "pcm16");
        assertThat(again.exit()).as(again.err()).isZero();
        short[] before = samples(tone);
        short[] after = samples(back);
        assertThat(after).hasSameSizeAs(before);
        assertThat(Level.rms(after, 1_600, 12_800)).isCloseTo(Level.rms(before, 1_600, 12_800), within(0.5));
    }

    @Test
    void saysWhichFileIsMissing() {
        Path missing = folder.resolve("missing.wav");
        Terminal convert = convert(missing, folder.resolve("out.wav"));
        assertThat(convert.exit()).isEqualTo(1);
        assertThat(convert.err()).contains(missing + " does not exist");
    }

    @Test
    void saysWhichCodecsThereAre() {
        Terminal convert = convert(tone, folder.resolve("out.mp3"), "--codec", "mp3");
        assertThat(convert.exit()).isEqualTo(2);
        assertThat(convert.err()).contains("--codec", "pcm16, ulaw or alaw");
    }

    @Test
    void asksWhatBareSamplesAre() throws IOException {
        Path bare = Files.write(folder.resolve("bare.ulaw"), new byte[160]);
        Terminal convert = convert(bare, folder.resolve("out.wav"));
        assertThat(convert.exit()).isEqualTo(2);
        assertThat(convert.err()).contains("--in-rate");
    }

    @Test
    void doesNotOverwriteWhatItReads() throws IOException {
        byte[] before = Files.readAllBytes(tone);
        Terminal convert = convert(tone, tone, "--rate", "8000");
        assertThat(convert.exit()).isEqualTo(2);
        assertThat(convert.err()).contains("OUT is the same file as IN");
        assertThat(tone).hasBinaryContent(before);
    }

    @Test
    void saysThatAFileIsNoSound() throws IOException {
        Path text = Files.writeString(folder.resolve("text.wav"), "This is no sound at all, only words.");
        Terminal convert = convert(text, folder.resolve("out.wav"));
        assertThat(convert.exit()).isEqualTo(1);
        assertThat(convert.err()).contains(text.toString()).doesNotContain("\tat ");
    }

    private static Terminal convert(Path in, Path out, String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "audio";
        arguments[1] = "convert";
        arguments[2] = in.toString();
        arguments[3] = out.toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return Terminal.run(arguments);
    }

    private static short[] samples(Path file) throws IOException {
        try (var wav = new WavReader(new BufferedInputStream(Files.newInputStream(file)))) {
            short[] samples = new short[10 * RATE];
            int length = 0;
            for (int read = wav.read(samples, 0, samples.length);
                    read > 0;
                    read = wav.read(samples, length, samples.length - length)) {
                length += read;
            }
            return Arrays.copyOf(samples, length);
        }
    }
}
