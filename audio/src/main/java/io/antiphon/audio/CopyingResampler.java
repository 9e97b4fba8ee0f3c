package io.antiphon.audio;

/** From a rate to itself. */
final class CopyingResampler extends Resampler {
    CopyingResampler(int rate) {
        super(rate, rate);
    }

    @Override
    public int delay() {
        return 0;
    }

    @Override
    int due(int length) {
        return length;
    }

    @Override
    void run(short[] in, int start, int length, short[] out, int at) {
        System.arraycopy(in, start, out, at, length);
    }

    @Override
    void forget() {}
}
