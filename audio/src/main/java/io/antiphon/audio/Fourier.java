package io.antiphon.audio;

/** Discrete Fourier transform of a power-of-two length, in place and without allocation. Immutable. */
final class Fourier {
    private final int size;

    /** The factors of the stage that joins halves of {@code h}, from index {@code h} on. */
    private final float[] cosines;

    private final float[] sines;
    private final int[] reversed;

    /** @param size a power of two, at least 4 */
    Fourier(int size) {
        this.size = size;
        this.cosines = new float[size];
        this.sines = new float[size];
        this.reversed = new int[size];
        for (int half = 1; half < size; half *= 2) {
            for (int k = 0; k < half; k++) {
                cosines[half + k] = (float) Math.cos(Math.PI * k / half);
                sines[half + k] = (float) -Math.sin(Math.PI * k / half);
            }
        }
        int bits = Integer.numberOfTrailingZeros(size);
        for (int i = 0; i < size; i++) {
            reversed[i] = Integer.reverse(i) >>> (32 - bits);
        }
    }

    /** Transforms; the inverse is the same with the two arrays exchanged, times {@code size}. */
    void transform(float[] real, float[] imaginary) {
        for (int i = 0; i < size; i++) {
            int other = reversed[i];
            if (other > i) {
                float r = real[i];
                real[i] = real[other];
                real[other] = r;
                float m = imaginary[i];
                imaginary[i] = imaginary[other];
                imaginary[other] = m;
            }
        }
        fours(real, imaginary);
        for (int half = 4; half < size; half *= 2) {
            for (int from = 0; from < size; from += 2 * half) {
                join(real, imaginary, from, half);
            }
        }
    }

    /** The first two stages, whose factors are 1 and -i, so that nothing is multiplied. */
    private void fours(float[] real, float[] imaginary) {
        for (int i = 0; i + 3 < size; i += 4) {
            float r0 = real[i] + real[i + 1];
            float r1 = real[i] - real[i + 1];
            float r2 = real[i + 2] + real[i + 3];
            float r3 = real[i + 2] - real[i + 3];
            float m0 = imaginary[i] + imaginary[i + 1];
            float m1 = imaginary[i] - imaginary[i + 1];
            float m2 = imaginary[i + 2] + imaginary[i + 3];
            float m3 = imaginary[i + 2] - imaginary[i + 3];
            real[i] = r0 + r2;
            real[i + 1] = r1 + m3;
            real[i + 2] = r0 - r2;
            real[i + 3] = r1 - m3;
            imaginary[i] = m0 + m2;
            imaginary[i + 1] = m1 - r3;
            imaginary[i + 2] = m0 - m2;
            imaginary[i + 3] = m1 + r3;
        }
    }

    private void join(float[] real, float[] imaginary, int from, int half) {
        for (int k = 0; k < half; k++) {
            int a = from + k;
            int b = a + half;
            float cos = cosines[half + k];
            float sin = sines[half + k];
            float r = real[b] * cos - imaginary[b] * sin;
            float m = real[b] * sin + imaginary[b] * cos;
            real[b] = real[a] - r;
            imaginary[b] = imaginary[a] - m;
            real[a] += r;
            imaginary[a] += m;
        }
    }
}
