package io.antiphon.bench.listening;

import java.util.random.RandomGenerator;

/** Sounds that are no speech: a cough, a click, a door. */
final class Bursts {
    private Bursts() {}

    static float[] draw(RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> cough(random);
            case 1 -> click(random);
            default -> door(random);
        };
    }

    /** One or two puffs of noise shaped by a throat: two resonances, a sharp rise, a slow fall. */
    private static float[] cough(RandomGenerator random) {
        Sound sound = new Sound(0.55);
        int puffs = 1 + random.nextInt(2);
        for (int puff = 0; puff < puffs; puff++) {
            double seconds = 0.15 + 0.12 * random.nextDouble();
            float[] noise = decaying(seconds, seconds / 3, random);
            resonate(noise, 500 + 300 * random.nextDouble(), 0.94);
            resonate(noise, 1_400 + 500 * random.nextDouble(), 0.9);
            sound.add(levelled(noise, -22), Sound.at(0.27 * puff), 1);
        }
        return sound.samples;
    }

    private static float[] click(RandomGenerator random) {
        float[] noise = decaying(0.03, 0.004, random);
        resonate(noise, 2_000 + 1_000 * random.nextDouble(), 0.7);
        return levelled(noise, -18);
    }

    private static float[] door(RandomGenerator random) {
        Sound sound = new Sound(0.5);
        float[] slam = decaying(0.4, 0.08, random);
        resonate(slam, 90 + 80 * random.nextDouble(), 0.985);
        sound.add(levelled(slam, -16), 0, 1);
        float[] latch = decaying(0.05, 0.008, random);
        sound.add(levelled(latch, -22), Sound.at(0.02 + 0.05 * random.nextDouble()), 1);
        return sound.samples;
    }

    private static float[] decaying(double seconds, double constant, RandomGenerator random) {
        float[] noise = new float[Sound.at(seconds)];
        for (int i = 0; i < noise.length; i++) {
            double t = (double) i / Prompt.RATE;
            noise[i] = (float) (random.nextGaussian() * Math.exp(-t / constant) * Math.min(1, t / 0.003));
        }
        return noise;
    }

    private static void resonate(float[] samples, double hertz, double radius) {
        double turn = 2 * radius * Math.cos(2 * Math.PI * hertz / Prompt.RATE);
        double before = 0;
        double beforeThat = 0;
        for (int i = 0; i < samples.length; i++) {
            double out = samples[i] * (1 - radius) + turn * before - radius * radius * beforeThat;
            beforeThat = before;
            before = out;
            samples[i] = (float) out;
        }
    }

    private static float[] levelled(float[] samples, double level) {
        double sum = 1e-12;
        for (float sample : samples) {
            sum += sample * sample;
        }
        double gain = Math.pow(10, level / 20) / Math.sqrt(sum / samples.length);
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= (float) gain;
        }
        return samples;
    }
}
