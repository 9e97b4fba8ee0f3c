package io.antiphon.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void readsBackWhatItWrote(Codec codec) throws IOException {
        short[] samples = Tone.samples(440, 8_000, 20_001, -3);
        short[] expected = throughCodec(codec, samples);
        for (int channels : new int[] {1, 2}) {
            short[] written = Arrays.copyOf(samples, samples.length - samples.length % channels);
            Path file = folder.resolve(codec + "-" + channels + ".wav");
            try (WavWriter writer = WavWriter.to(file, 8_000, channels, codec)) {
                for (int next = 0; next < written.length; next += 333) {
                    writer.write(written, next, Math.min(333, written.length - next));
                }
            }
            try (WavReader reader = new WavReader(Files.newInputStream(file))) {
                assertThat(reader.codec()).isEqualTo(codec);
                assertThat(reader.rate()).isEqualTo(8_000);
                assertThat(reader.channels()).isEqualTo(channels);
                assertThat(all(reader)).isEqualTo(Arrays.copyOf(expected, written.length));
            }
            assertThat(Files.size(file) % 2).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAWholeFileWhenTheProcessDiesWithoutClosingIt(Codec codec) throws IOException {
        Path file = folder.resolve("died.wav");
        try (WavWriter writer = WavWriter.to(file, 8_000, 1, codec)) {
            assertThat(samplesIn(file)).isZero();
            for (int frame = 0; frame < 125; frame++) {
                writer.write(new Frame(Tone.samples(440, 8_000, 160, -6), 8_000));
            }
            // Two and a half seconds were written: two of them must be in the file as it lies on the disk now.
            assertThat(samplesIn(file)).isEqualTo(16_000);
            assertThat(headerDataLength(file)).isEqualTo(16_000L * codec.bytesPerSample());
            writer.flush();
            assertThat(samplesIn(file)).isEqualTo(20_000);
            assertThat(headerDataLength(file)).isEqualTo(20_000L * codec.bytesPerSample());
        }
    }

    @Test
    void skipsChunksItDoesNotKnow() throws IOException {
        byte[] file = wav(
                100,
                chunk("LIST", new byte[7]),
                chunk("fmt ", format(1, 1, 16_000, 16)),
                chunk("fact", new byte[4]),
                chunk("data", new byte[] {1, 0, 2, 0}),
                chunk("LIST", new byte[8]));
        try (WavReader reader = new WavReader(new ByteArrayInputStream(file))) {
            assertThat(reader.rate()).isEqualTo(16_000);
            assertThat(all(reader)).containsExactly(1, 2);
        }
    }

    @Test
    void readsExtensiblePcm() throws IOException {
        byte[] extensible = ByteBuffer.allocate(40)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(format(0xFFFE, 2, 48_000, 16))
                .putShort((short) 22)
                .putShort((short) 16)
                .putInt(3)
                .put(new byte[] {1, 0, 0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71})
                .array();
        byte[] file = wav(100, chunk("fmt ", extensible), chunk("data", new byte[] {1, 0, 2, 0}));
        try (WavReader reader = new WavReader(new ByteArrayInputStream(file))) {
            assertThat(reader.channels()).isEqualTo(2);
            assertThat(all(reader)).containsExactly(1, 2);
        }
        extensible[30] = 9;
        assertUnreadable(wav(100, chunk("fmt ", extensible), chunk("data", new byte[4])), "sub-format we do not know");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0xFFFFFFFFL})
    void readsToTheEndWhenNobodyFilledInTheLengths(long length) throws IOException {
        byte[] file = wav(length, chunk("fmt ", format(7, 1, 8_000, 8)), data(length, new byte[] {0x7F, (byte) 0xFF}));
        try (WavReader reader = new WavReader(new ByteArrayInputStream(file))) {
            assertThat(all(reader)).containsExactly(0, 0);
        }
    }

    @Test
    void takesAnEmptyDataChunkForEmptyWhenOtherChunksFollow() throws IOException {
        byte[] file = wav(
                4 + 24 + 8 + 12,
                chunk("fmt ", format(1, 1, 8_000, 16)),
                data(0, new byte[0]),
                chunk("LIST", new byte[4]));
        try (WavReader reader = new WavReader(new ByteArrayInputStream(file))) {
            assertThat(all(reader)).isEmpty();
        }
    }

    @Test
    void endsEarlyWhenTheFileIsCutOff() throws IOException {
        byte[] file = wav(100, chunk("fmt ", format(1, 1, 8_000, 16)), data(1_000, new byte[] {5, 0, 6, 0, 7}));
        try (WavReader reader = new WavReader(new ByteArrayInputStream(file))) {
            assertThat(all(reader)).containsExactly(5, 6);
        }
    }

    @Test
    void saysWhatIsWrongWithAFileItCannotRead() throws IOException {
        assertUnreadable("ID3 and so on, quite long".getBytes(StandardCharsets.US_ASCII), "does not begin with RIFF");
        assertUnreadable(new byte[0], "ends before its sound begins");
        assertUnreadable(wav(10, chunk("fmt ", format(1, 1, 8_000, 16))), "ends before its sound begins");
        assertUnreadable(wav(10, chunk("data", new byte[4])), "no 'fmt ' chunk");
        assertUnreadable(wav(10, chunk("fmt ", format(1, 6, 8_000, 16)), data(0, new byte[0])), "6 channels");
        assertUnreadable(
                wav(10, chunk("fmt ", format(3, 1, 8_000, 32)), data(0, new byte[0])), "format 3 with 32 bits");
        assertUnreadable(
                wav(10, chunk("fmt ", format(1, 1, 8_000, 24)), data(0, new byte[0])), "format 1 with 24 bits");
        assertUnreadable(wav(10, chunk("fmt ", format(1, 1, 0, 16)), data(0, new byte[0])), "rate of 0 Hz");
        assertUnreadable(wav(10, chunk("fmt ", new byte[2])), "2 bytes long");
    }

    private static void assertUnreadable(byte[] file, String reason) {
        assertThatThrownBy(() -> new WavReader(new ByteArrayInputStream(file)))
                .isInstanceOf(UnreadableWav.class)
                .hasMessageContaining(reason);
    }

    private static int samplesIn(Path file) throws IOException {
        try (WavReader reader = new WavReader(Files.newInputStream(file))) {
            return all(reader).length;
        }
    }

    /** The length that the header of a file of ours names, wherever the data chunk begins. */
    private static long headerDataLength(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(Integer.toUnsignedLong(buffer.getInt(4))).isLessThanOrEqualTo(bytes.length - 8L);
        return Integer.toUnsignedLong(buffer.getInt(text.indexOf("data") + 4));
    }

    private static short[] all(WavReader reader) throws IOException {
        short[] samples = new short[100_000];
        int length = 0;
        int read;
        while ((read = reader.read(samples, length, 777)) > 0) {
            length += read;
        }
        assertThat(read).isEqualTo(-1);
        return Arrays.copyOf(samples, length);
    }

    private static short[] throughCodec(Codec codec, short[] samples) {
        byte[] bytes = new byte[samples.length * codec.bytesPerSample()];
        short[] result = new short[samples.length];
        codec.encode(samples, 0, samples.length, bytes, 0);
        codec.decode(bytes, 0, samples.length, result, 0);
        return result;
    }

    private static byte[] wav(long riffLength, byte[]... chunks) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write("RIFF".getBytes(StandardCharsets.US_ASCII));
        file.write(little((int) riffLength));
        file.write("WAVE".getBytes(StandardCharsets.US_ASCII));
        for (byte[] chunk : chunks) {
            file.write(chunk);
        }
        return file.toByteArray();
    }

    private static byte[] chunk(String name, byte[] content) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.write(name.getBytes(StandardCharsets.US_ASCII));
        chunk.write(little(content.length));
        chunk.write(content);
        chunk.write(new byte[content.length % 2]);
        return chunk.toByteArray();
    }

    private static byte[] data(long length, byte[] content) throws IOException {
        byte[] chunk = chunk("data", content);
        System.arraycopy(little((int) length), 0, chunk, 4, 4);
        return Arrays.copyOf(chunk, 8 + content.length);
    }

    private static byte[] format(int tag, int channels, int rate, int bits) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) tag)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits)
                .array();
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
