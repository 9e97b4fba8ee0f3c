package io.antiphon.testkit;

import io.antiphon.audio.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * A way of speaking that a simulated recogniser understands without a model: each letter is a frame of a tone of its own
 * loudness, so coarse that it survives µ-law and another rate. What a simulator "recognises" therefore stands in the
 * sound it was sent.
 */
public final class SpokenLetters {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz ";
    private static final double SOFTEST = 500;
    private static final double STEP = 1.1;
    private static final double SILENCE = SOFTEST / 1.5;
    private static final int PITCH = 1000;

    /** Of a frame only the middle half counts, as a resampler's delay moves the ends into its neighbours. */
    private static final int EDGE = 4;

    private SpokenLetters() {}

    /** A sentence of small letters and spaces, a frame a letter. */
    public static List<Frame> say(String sentence, int rate) {
        List<Frame> frames = new ArrayList<>();
        for (int at = 0; at < sentence.length(); at++) {
            char letter = sentence.charAt(at);
            int index = LETTERS.indexOf(letter);
            if (index < 0) {
                throw new IllegalArgumentException("only small letters and spaces can be spoken, not " + letter);
            }
            var samples = new short[Frame.length(rate)];
            for (int i = 0; i < samples.length; i++) {
                double level = SOFTEST * Math.pow(STEP, index);
                samples[i] = (short) Math.round(level * Math.sin(2 * Math.PI * PITCH * i / rate));
            }
            frames.add(new Frame(samples, rate));
        }
        return frames;
    }

    /** The letter in 20 ms of sound from {@code from}; 0 for silence. */
    public static char hear(short[] samples, int from, int length) {
        int edge = length / EDGE;
        double sum = 0;
        for (int i = from + edge; i < from + length - edge; i++) {
            sum += (double) samples[i] * samples[i];
        }
        double level = Math.sqrt(2 * sum / (length - 2 * edge));
        if (level < SILENCE) {
            return 0;
        }
        long index = Math.round(Math.log(level / SOFTEST) / Math.log(STEP));
        return LETTERS.charAt(Math.clamp(index, 0, LETTERS.length() - 1));
    }
}
