package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.linguist.acoustic.tiedstate.GaussianWeights;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Pool;
import edu.cmu.sphinx.util.LogMath;

/**
 * The Gaussians of a phonetically tied acoustic model: one set a phone, mixed with different weights by each senone.
 *
 * <p>Sphinx4's own classes keep the last frame's scores inside the model, so that every decoder needs a model of its
 * own. Here scores live in the {@link FeatureFrame} and the model never changes: all decoders share one.
 */
final class Codebooks {
    /** Gaussians a stream that count for a score; the rest is too far away to matter. */
    static final int TOP = 4;

    private final int gaussians;
    private final int streams;
    private final int dimension;
    /** {@code [book * streams + stream][dimension * gaussians]}: the inner loop runs over Gaussians. */
    private final float[][] means;

    private final float[][] precisions;
    private final float[][] constants;
    private final int[] bookOfSenone;
    private final GaussianWeights weights;
    private final LogMath logMath = LogMath.getLogMath();

    Codebooks(
            Pool<float[]> means,
            Pool<float[]> variances,
            float varianceFloor,
            GaussianWeights weights,
            int[] bookOfSenone) {
        this.weights = weights;
        this.bookOfSenone = bookOfSenone;
        gaussians = weights.getGauPerState();
        streams = weights.getStreamsNum();
        dimension = means.get(0).length;
        int sets = means.size() / gaussians;
        this.means = new float[sets][gaussians * dimension];
        precisions = new float[sets][gaussians * dimension];
        constants = new float[sets][gaussians];
        for (int set = 0; set < sets; set++) {
            for (int g = 0; g < gaussians; g++) {
                place(set, g, means.get(set * gaussians + g), variances.get(set * gaussians + g), varianceFloor);
            }
        }
    }

    private void place(int set, int g, float[] mean, float[] variance, float floor) {
        double constant = dimension * Math.log(2 * Math.PI);
        for (int d = 0; d < dimension; d++) {
            float floored = Math.max(variance[d], floor);
            means[set][d * gaussians + g] = mean[d];
            precisions[set][d * gaussians + g] = 0.5f / floored;
            constant += Math.log(floored);
        }
        constants[set][g] = (float) (-0.5 * constant);
    }

    int senones() {
        return bookOfSenone.length;
    }

    int books() {
        return means.length / streams;
    }

    /** Log score of a senone for a frame, in Sphinx4's log base. */
    float score(FeatureFrame frame, int senone) {
        int book = bookOfSenone[senone];
        Nearest nearest = frame.nearest(book);
        if (nearest == null) {
            nearest = nearest(frame.getValues(), book);
            frame.keep(book, nearest);
        }
        float sum = 0;
        for (int stream = 0; stream < streams; stream++) {
            float score = LogMath.LOG_ZERO;
            for (int i = stream * TOP; i < (stream + 1) * TOP; i++) {
                score = logMath.addAsLinear(
                        score, nearest.scores[i] + weights.get(senone, stream, nearest.gaussians[i]));
            }
            sum += score;
        }
        return sum;
    }

    private Nearest nearest(float[] features, int book) {
        Nearest nearest = new Nearest(new int[streams * TOP], new float[streams * TOP]);
        float[] scores = new float[gaussians];
        for (int stream = 0; stream < streams; stream++) {
            int set = book * streams + stream;
            System.arraycopy(constants[set], 0, scores, 0, gaussians);
            for (int d = 0; d < dimension; d++) {
                subtractDistance(scores, means[set], precisions[set], d * gaussians, features[stream * dimension + d]);
            }
            nearest.select(scores, stream * TOP, logMath);
        }
        return nearest;
    }

    private void subtractDistance(float[] scores, float[] mean, float[] precision, int from, float feature) {
        for (int g = 0; g < gaussians; g++) {
            float distance = feature - mean[from + g];
            scores[g] -= distance * distance * precision[from + g];
        }
    }

    /** The best Gaussians of a book for one frame, {@value #TOP} a stream. */
    static final class Nearest {
        private final int[] gaussians;
        private final float[] scores;

        private Nearest(int[] gaussians, float[] scores) {
            this.gaussians = gaussians;
            this.scores = scores;
        }

        private void select(float[] all, int from, LogMath logMath) {
            for (int i = from; i < from + TOP; i++) {
                int best = 0;
                for (int g = 1; g < all.length; g++) {
                    if (all[g] > all[best]) {
                        best = g;
                    }
                }
                gaussians[i] = best;
                scores[i] = logMath.lnToLog(all[best]);
                all[best] = -Float.MAX_VALUE;
            }
        }
    }
}
