package io.antiphon.testkit;

import io.antiphon.ports.speech.Voice;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a voice gave. Belongs to the thread that speaks. */
public final class HeardSound implements Voice.Sink {
    private final List<short[]> pieces = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private int rate;
    private int length;

    @Override
    public void audio(short[] samples, int rate) {
        if (this.rate != 0 && this.rate != rate) {
            throw new AssertionError("the rate changed from " + this.rate + " to " + rate + " Hz within one text");
        }
        this.rate = rate;
        length += samples.length;
        pieces.add(samples);
    }

    @Override
    public void word(int from, int to, int startMillis, int endMillis) {
        words.add(new Word(from, to, startMillis, endMillis));
    }

    /** Everything so far, mono linear 16 bit. */
    public short[] samples() {
        var all = new short[length];
        int at = 0;
        for (short[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    /** Samples a second; 0 while nothing was heard. */
    public int rate() {
        return rate;
    }

    /** How many times sound was given. */
    public int pieces() {
        return pieces.size();
    }

    public int millis() {
        return rate == 0 ? 0 : (int) (length * 1000L / rate);
    }

    public List<Word> words() {
        return List.copyOf(words);
    }

    /** The loudest stretch of 20 ms, root mean square, 0 to 32768. */
    public double loudest() {
        short[] all = samples();
        int window = Math.max(1, rate / 50);
        double loudest = 0;
        for (int from = 0; from + window <= all.length; from += window) {
            double energy = 0;
            for (int i = from; i < from + window; i++) {
                energy += (double) all[i] * all[i];
            }
            loudest = Math.max(loudest, Math.sqrt(energy / window));
        }
        return loudest;
    }

    /** One report of {@link Voice.Sink#word}. */
    public record Word(int from, int to, int startMillis, int endMillis) {}
}
