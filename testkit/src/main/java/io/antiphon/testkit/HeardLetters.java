package io.antiphon.testkit;

import io.antiphon.audio.Frame;
import io.antiphon.audio.G711;
import io.antiphon.audio.Pcm16;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts the sound of one connection into frames of 20 ms and hears a {@link SpokenLetters letter} in each. */
public final class HeardLetters {
    private final boolean companded;
    private final int rate;
    private byte[] rest = new byte[0];
    private long frames;

    /**
     * Ears for one connection.
     *
     * @param companded whether sound comes in µ-law rather than as linear 16 bit
     * @param rate samples a second
     */
    public HeardLetters(boolean companded, int rate) {
        this.companded = companded;
        this.rate = rate;
    }

    /** Gives the letter of each frame, 0 for silence. */
    public void take(byte[] sound, Consumer<Character> each) {
        int length = Frame.length(rate) * (companded ? 1 : 2);
        byte[] all = Arrays.copyOf(rest, rest.length + sound.length);
        System.arraycopy(sound, 0, all, rest.length, sound.length);
        int from = 0;
        for (; from + length <= all.length; from += length) {
            byte[] frame = Arrays.copyOfRange(all, from, from + length);
            short[] samples = companded ? G711.ULAW.decode(frame) : Pcm16.decode(frame);
            frames++;
            each.accept(SpokenLetters.hear(samples, 0, samples.length));
        }
        rest = Arrays.copyOfRange(all, from, all.length);
    }

    /** Sound so far, in seconds. */
    public double seconds() {
        return frames / (double) Frame.PER_SECOND;
    }
}
