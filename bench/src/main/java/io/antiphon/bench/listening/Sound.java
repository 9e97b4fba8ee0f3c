package io.antiphon.bench.listening;

import io.antiphon.audio.Frame;
import io.antiphon.audio.G711;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A stretch of 8 kHz sound that is being put together; full scale is 1. */
final class Sound {
    private static final int FADE = Prompt.RATE / 200;

    final float[] samples;

    Sound(double seconds) {
        samples = new float[at(seconds)];
    }

    Sound(float[] samples) {
        this.samples = samples;
    }

    static int at(double seconds) {
        return (int) Math.round(seconds * Prompt.RATE);
    }

    /** Adds a piece with fades of 5 ms, so that no edge can be heard. */
    void add(float[] piece, int from, int to, int at, double gain) {
        int length = Math.min(to - from, samples.length - at);
        for (int i = 0; i < length; i++) {
            double fade = Math.min(1, Math.min((i + 1.0) / FADE, (double) (length - i) / FADE));
            samples[at + i] += (float) (piece[from + i] * gain * fade);
        }
    }

    void add(float[] piece, int at, double gain) {
        add(piece, 0, piece.length, at, gain);
    }

    /** White noise of this level in dBFS. */
    void white(double level, RandomGenerator random) {
        double gain = Math.pow(10, level / 20);
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) (random.nextGaussian() * gain);
        }
    }

    /** Pink noise of this level in dBFS: white noise through Kellet's three poles. */
    void pink(double level, RandomGenerator random) {
        float[] noise = new float[samples.length];
        double a = 0;
        double b = 0;
        double c = 0;
        for (int i = 0; i < noise.length; i++) {
            double white = random.nextGaussian();
            a = 0.99765 * a + white * 0.0990460;
            b = 0.96300 * b + white * 0.2965164;
            c = 0.57000 * c + white * 1.0526913;
            noise[i] = (float) (a + b + c + white * 0.1848);
        }
        addAt(noise, level);
    }

    /** Six voices at once, of this level together. */
    void babble(double level, List<Prompt> voices, RandomGenerator random) {
        float[] crowd = new float[samples.length];
        for (int voice = 0; voice < 6; voice++) {
            int at = -random.nextInt(2 * Prompt.RATE);
            while (at < crowd.length) {
                float[] spoken = voices.get(random.nextInt(voices.size())).samples();
                for (int i = Math.max(0, -at); i < spoken.length && at + i < crowd.length; i++) {
                    crowd[at + i] += spoken[i];
                }
                at += spoken.length + random.nextInt(Prompt.RATE / 4);
            }
        }
        addAt(crowd, level);
    }

    private void addAt(float[] noise, double level) {
        double sum = 1e-12;
        for (float sample : noise) {
            sum += sample * sample;
        }
        double gain = Math.pow(10, level / 20) / Math.sqrt(sum / noise.length);
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) (noise[i] * gain);
        }
    }

    /** As it comes out of a telephone: µ-law and back. */
    List<Frame> telephone() {
        short[] out = new short[samples.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (short) Math.clamp(Math.round(samples[i] * 32_768), -32_768, 32_767);
        }
        return frames(G711.ULAW.decode(G711.ULAW.encode(out)));
    }

    private static List<Frame> frames(short[] samples) {
        int length = Frame.length(Prompt.RATE);
        List<Frame> frames = new ArrayList<>();
        for (int at = 0; at + length <= samples.length; at += length) {
            frames.add(new Frame(Arrays.copyOfRange(samples, at, at + length), Prompt.RATE));
        }
        return frames;
    }
}
