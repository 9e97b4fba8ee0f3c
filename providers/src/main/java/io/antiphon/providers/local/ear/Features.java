package io.antiphon.providers.local.ear;

import java.util.function.Consumer;

/** The second half of a front end: normalised cepstra in, the same with differences out, three frames later. */
final class Features {
    private static final int REACH = 3;
    private static final int SPAN = 2 * REACH + 1;

    private final Codebooks codebooks;
    private final double[][] around = new double[SPAN][];
    private long seen;
    private long given;

    Features(Codebooks codebooks) {
        this.codebooks = codebooks;
    }

    /** Gives the frames that waited for what comes after them. */
    void end(Consumer<FeatureFrame> sink) {
        if (seen == 0) {
            return;
        }
        double[] last = at(seen - 1);
        for (int i = 0; i < REACH; i++) {
            hear(last, sink);
        }
    }

    void hear(double[] cepstra, Consumer<FeatureFrame> sink) {
        around[(int) (seen % SPAN)] = cepstra;
        seen++;
        if (seen > REACH) {
            sink.accept(next());
        }
    }

    private double[] at(long index) {
        return around[(int) (Math.max(0, Math.min(seen - 1, index)) % SPAN)];
    }

    private FeatureFrame next() {
        double[] now = at(given);
        int n = now.length;
        float[] values = new float[3 * n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) now[i];
            values[n + i] = (float) (at(given + 2)[i] - at(given - 2)[i]);
            values[2 * n + i] = (float) (at(given + 3)[i] - at(given - 1)[i] - (at(given + 1)[i] - at(given - 3)[i]));
        }
        return new FeatureFrame(values, given++, codebooks);
    }
}
