package io.antiphon.providers.local.ear;

/** Pre-emphasis and raised-cosine windows of 25.625 ms every 10 ms over the samples of one utterance. */
final class Windows {
    private static final double PREEMPHASIS = 0.97;
    private static final double WINDOW_SECONDS = 0.025625;
    private static final double ALPHA = 0.46;

    private final double[] shape;
    private final double[] waiting;
    private final int shift;
    private int filled;
    private double last;

    Windows(int rate) {
        shape = new double[(int) Math.rint(rate * WINDOW_SECONDS)];
        waiting = new double[shape.length];
        shift = rate / 100;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = 1 - ALPHA - ALPHA * Math.cos(2 * Math.PI * i / (shape.length - 1));
        }
    }

    /** Takes the next samples and gives each window that became complete, as an array of its own. */
    void hear(short[] samples, Spectrum.Sink sink) {
        for (short sample : samples) {
            waiting[filled++] = sample - PREEMPHASIS * last;
            last = sample;
            if (filled == waiting.length) {
                sink.frame(shaped());
                System.arraycopy(waiting, shift, waiting, 0, waiting.length - shift);
                filled -= shift;
            }
        }
    }

    private double[] shaped() {
        double[] window = new double[shape.length];
        for (int i = 0; i < window.length; i++) {
            window[i] = waiting[i] * shape[i];
        }
        return window;
    }
}
