package io.antiphon.audio;

import java.io.IOException;
import java.io.InputStream;

/** Reads samples of one {@link Codec} from a stream of bytes that holds nothing else. The caller closes the stream. */
final class SampleReader {
    private static final int CHUNK = 4096;

    private final InputStream in;
    private final Codec codec;
    private final byte[] bytes = new byte[CHUNK];
    private long remaining;

    /** @param remaining bytes to read at most */
    SampleReader(InputStream in, Codec codec, long remaining) {
        this.in = in;
        this.codec = codec;
        this.remaining = remaining;
    }

    /** Reads up to {@code length} samples; fewer only at the end, then -1. Half a sample at the end is left out. */
    int read(short[] out, int at, int length) throws IOException {
        int read = 0;
        while (read < length) {
            int wanted = (int) Math.min(
                    Math.min(CHUNK, (long) (length - read) * codec.bytesPerSample()),
                    remaining - remaining % codec.bytesPerSample());
            int got = in.readNBytes(bytes, 0, wanted);
            int samples = got / codec.bytesPerSample();
            codec.decode(bytes, 0, samples, out, at + read);
            remaining -= got;
            read += samples;
            if (samples == 0 || got < wanted) {
                break;
            }
        }
        return read == 0 && length > 0 ? -1 : read;
    }
}
