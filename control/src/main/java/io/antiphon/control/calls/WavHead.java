package io.antiphon.control.calls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;

/** The first 44 bytes of a stereo 16-bit WAV file, whose lengths lag behind where its writer was killed. */
final class WavHead {
    static final int LENGTH = 44;
    static final int CHANNELS = 2;
    static final int BYTES_PER_SAMPLE = CHANNELS * Short.BYTES;

    private static final int RIFF = 0x46464952;
    private static final int DATA = 0x61746164;
    private static final int RIFF_LENGTH_AT = 4;
    private static final int CHANNELS_AT = 22;
    private static final int RATE_AT = 24;
    private static final int DATA_AT = 36;
    private static final int DATA_LENGTH_AT = 40;

    private WavHead() {}

    /**
     * Makes the head of {@code file} tell what is there, and cuts off half a sample at its end.
     *
     * @return samples a second; empty where it is no such file
     */
    static OptionalInt repair(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return OptionalInt.empty();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var head = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
            while (head.hasRemaining() && channel.read(head, head.position()) > 0) {}
            int rate = head.getInt(RATE_AT);
            if (head.hasRemaining()
                    || head.getInt(0) != RIFF
                    || head.getShort(CHANNELS_AT) != CHANNELS
                    || head.getInt(DATA_AT) != DATA
                    || rate <= 0) {
                return OptionalInt.empty();
            }
            long sound = (channel.size() - LENGTH) / BYTES_PER_SAMPLE * BYTES_PER_SAMPLE;
            channel.truncate(LENGTH + sound);
            head.putInt(RIFF_LENGTH_AT, (int) (LENGTH - 8 + sound)).putInt(DATA_LENGTH_AT, (int) sound);
            channel.write(head.flip(), 0);
            return OptionalInt.of(rate);
        }
    }
}
