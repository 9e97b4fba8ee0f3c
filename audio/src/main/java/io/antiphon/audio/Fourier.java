package io.antiphon.audio;

/** Discrete Fourier transform of a power-of-two length, in place and without allocation. Immutable. */
final class Fourier {
    private final int size;
    private final float[] cosines;
    private final float[] sines;
    private final int[] reversed;

    /** @param size a power of two */
    Fourier(int size) {
        this.size = size;
        this.cosines = new float[size / 2];
        this.sines = new float[size / 2];
        this.reversed = new int[size];
        for (int i = 0; i < size / 2; i++) {
            cosines[i] = (float) Math.cos(2 * Math.PI * i / size);
            sines[i] = (float) -Math.sin(2 * Math.PI * i / size);
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
        for (int half = 1; half < size; half *= 2) {
            int step = size / (2 * half);
            for (int from = 0; from < size; from += 2 * half) {
                butterflies(real, imaginary, from, half, step);
            }
        }
    }

    private void butterflies(float[] real, float[] imaginary, int from, int half, int step) {
        for (int k = 0; k < half; k++) {
            int a = from + k;
            int b = a + half;
            float cos = cosines[k * step];
            float sin = sines[k * step];
            float r = real[b] * cos - imaginary[b] * sin;
            float m = real[b] * sin + imaginary[b] * cos;
            real[b] = real[a] - r;
            imaginary[b] = imaginary[a] - m;
            real[a] += r;
            imaginary[a] += m;
        }
    }
}
