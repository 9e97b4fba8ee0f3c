package io.antiphon.providers.local.ear;

import java.util.SplittableRandom;

/**
 * A little noise, about -72 dBFS, under telephone sound. A carrier that suppresses silence sends none at all, which no
 * microphone ever gave and in which the map to wideband hears a word. The same for every stream, so that a call can be
 * heard again as it was.
 */
final class ComfortNoise {
    /** Two of these added make a standard deviation of 8. */
    private static final int WIDTH = 20;

    private final SplittableRandom random = new SplittableRandom(1);

    /** A copy of the samples with the noise added. */
    short[] over(short[] samples) {
        short[] noisy = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            int noise = random.nextInt(WIDTH) + random.nextInt(WIDTH) - (WIDTH - 1);
            noisy[i] = (short) Math.clamp(samples[i] + noise, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return noisy;
    }
}
