package io.antiphon.audio;

/** One channel of a file on its way through a resampler, taken out of and put back among the others. */
final class Channel {
    private final Resampler resampler;
    private final short[] piece;
    private final short[] made;

    /** Samples of the resampler's delay that are still to be dropped. */
    private int lead;

    /** @param room samples in a piece */
    Channel(int from, int to, int room) {
        this.resampler = Resampler.between(from, to);
        this.piece = new short[room];
        this.made = new short[Math.max(resampler.maxOutput(room), resampler.maxFlush())];
        this.lead = resampler.delay();
    }

    int room() {
        return piece.length;
    }

    /** The most samples that one call can make. */
    int most() {
        return made.length;
    }

    /** Takes {@code length} samples, every {@code step}-th of {@code in} from {@code place}, and writes likewise. */
    int convert(short[] in, int place, int step, int length, short[] out) {
        for (int i = 0; i < length; i++) {
            piece[i] = in[place + i * step];
        }
        return hand(resampler.resample(piece, 0, length, made, 0), place, step, out);
    }

    int flush(int place, int step, short[] out) {
        return hand(resampler.flush(made, 0), place, step, out);
    }

    private int hand(int length, int place, int step, short[] out) {
        int dropped = Math.min(lead, length);
        lead -= dropped;
        for (int i = dropped; i < length; i++) {
            out[place + (i - dropped) * step] = made[i];
        }
        return length - dropped;
    }
}
