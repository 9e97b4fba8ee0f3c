package io.antiphon.providers.local.voice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The WAV files the speech programs write: mono, 16 bit, with a data length that may be a placeholder because it was
 * written before the sound.
 */
final class Wave {
    private static final int RIFF = 0x46464952;
    private static final int FORMAT = 0x20746d66;
    private static final int DATA = 0x61746164;

    /** Louder than this is speech: about -50 dBFS. */
    private static final int AUDIBLE = 100;

    private static final int LEAD_MILLIS = 20;

    private Wave() {}

    /** The sound of {@code file} without the silence before its first syllable. */
    static SpokenSentence read(byte[] file) throws IOException {
        var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < 12 || bytes.getInt() != RIFF) {
            throw new IOException("its output is not a WAV file");
        }
        bytes.position(12);
        int rate = 0;
        while (bytes.remaining() >= 8) {
            int chunk = bytes.getInt();
            int length = bytes.getInt();
            if (chunk == DATA && rate > 0) {
                int real = length < 0 ? bytes.remaining() : Math.min(length, bytes.remaining());
                return sound(bytes.slice(bytes.position(), real), rate);
            }
            if (chunk == FORMAT && length >= 16 && bytes.remaining() >= length) {
                rate = rate(bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN));
            }
            bytes.position(Math.min(bytes.limit(), bytes.position() + Math.max(0, length)));
        }
        throw new IOException("its WAV file holds no sound");
    }

    private static int rate(ByteBuffer format) throws IOException {
        if (format.getShort(0) != 1 || format.getShort(2) != 1 || format.getShort(14) != 16) {
            throw new IOException("its WAV file is not mono linear 16 bit");
        }
        return format.getInt(4);
    }

    private static SpokenSentence sound(ByteBuffer data, int rate) {
        var samples = new short[data.remaining() / 2];
        data.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        int first = 0;
        while (first < samples.length && Math.abs(samples[first]) < AUDIBLE) {
            first++;
        }
        int from = first == samples.length ? 0 : Math.max(0, first - rate * LEAD_MILLIS / 1000);
        return new SpokenSentence(Arrays.copyOfRange(samples, from, samples.length), rate, List.of());
    }
}
