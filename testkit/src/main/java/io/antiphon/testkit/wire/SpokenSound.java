package io.antiphon.testkit.wire;

import io.antiphon.audio.Codec;
import io.antiphon.audio.Frame;
import io.antiphon.testkit.SpokenLetters;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** A caller's sound as a simulated vendor gets it, piece by piece; any frame of it is a letter or silence. One thread at a time. */
public final class SpokenSound {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Codec codec;
    private final int rate;

    public SpokenSound(Codec codec, int rate) {
        this.codec = codec;
        this.rate = rate;
    }

    public void add(byte[] piece) {
        bytes.writeBytes(piece);
    }

    /** Length so far, in milliseconds. */
    public int millis() {
        return (int) (bytes.size() * 1000L / codec.bytesPerSample() / rate);
    }

    public int rate() {
        return rate;
    }

    /** The samples so far, mono linear 16 bit. */
    public short[] samples() {
        byte[] all = bytes.toByteArray();
        short[] samples = new short[all.length / codec.bytesPerSample()];
        codec.decode(all, 0, samples.length, samples, 0);
        return samples;
    }

    /** What was spelt in it by {@link SpokenLetters}. */
    public String text() {
        short[] samples = samples();
        var text = new StringBuilder();
        int length = Frame.length(rate);
        for (int from = 0; from + length <= samples.length; from += length) {
            char letter = SpokenLetters.hear(samples, from, length);
            if (letter != 0) {
                text.append(letter);
            }
        }
        return text.toString();
    }

    /** Whether a piece is loud enough to be anybody's speech. */
    public boolean isSpeech(byte[] piece) {
        short[] samples = new short[piece.length / codec.bytesPerSample()];
        codec.decode(piece, 0, samples.length, samples, 0);
        return samples.length > 0 && SpokenLetters.hear(samples, 0, samples.length) != 0;
    }

    /** Only the last so many milliseconds are kept. */
    public void keepLast(int millis) {
        byte[] all = bytes.toByteArray();
        int length = Math.min(all.length, millis * rate / 1000 * codec.bytesPerSample());
        bytes.reset();
        bytes.writeBytes(Arrays.copyOfRange(all, all.length - length, all.length));
    }
}
