package io.antiphon.providers.local.ear;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What µ-law (ITU-T G.711) leaves of samples. */
final class MuLaw {
    private static final int BIAS = 132;
    private static final int CLIP = 32_635;

    private MuLaw() {}

    /** Little-endian samples from {@code from} on, coded and decoded. */
    static short[] over(byte[] bytes, int from) {
        short[] samples = new short[(bytes.length - from) / 2];
        ByteBuffer.wrap(bytes, from, samples.length * 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = over(samples[i]);
        }
        return samples;
    }

    /** The middle of the step a sample falls into. */
    static short over(short sample) {
        int magnitude = Math.min(Math.abs((int) sample), CLIP) + BIAS;
        int segment = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude));
        int step = magnitude >> (segment + 3) & 0xf;
        int middle = (((step << 3) + BIAS) << segment) - BIAS;
        return (short) (sample < 0 ? -middle : middle);
    }
}
