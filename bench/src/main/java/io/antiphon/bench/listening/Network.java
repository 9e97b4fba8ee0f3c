package io.antiphon.bench.listening;

import io.antiphon.audio.EndOfTurn;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Trains the network of {@link EndOfTurn}: one hidden layer, cross entropy, Adam with decoupled weight decay and input
 * dropout. Several such networks, averaged before the last step, are again one network of the same kind.
 */
final class Network {
    private static final double BETA = 0.9;
    private static final double BETA_SQUARES = 0.999;
    private static final int BATCH = 64;

    private final int features;
    private final int hidden;
    private final float[] mean;
    private final float[] scale;
    private final double[] weights;

    private Network(int features, int hidden, float[] mean, float[] scale, double[] weights) {
        this.features = features;
        this.hidden = hidden;
        this.mean = mean;
        this.scale = scale;
        this.weights = weights;
    }

    /**
     * How to train.
     *
     * @param units hidden units of each network
     * @param networks how many are averaged
     * @param doubtful weight of a pause after a whole sentence, which by sound is an end
     * @param smoothing how far from certain the network is asked to be
     */
    record Recipe(
            int units,
            int networks,
            int epochs,
            double rate,
            double decay,
            double dropout,
            double doubtful,
            double smoothing) {
        static final Recipe USUAL = new Recipe(48, 4, 12, 2e-3, 2e-2, 0.3, 0.6, 0.02);
    }

    /** Trains on examples. */
    static Network train(List<Example> examples, Recipe recipe, long seed) {
        int features = examples.getFirst().features.length;
        float[] mean = new float[features];
        float[] scale = new float[features];
        for (int f = 0; f < features; f++) {
            double sum = 0;
            double squares = 0;
            for (Example example : examples) {
                sum += example.features[f];
                squares += (double) example.features[f] * example.features[f];
            }
            mean[f] = (float) (sum / examples.size());
            double variance = squares / examples.size() - (double) mean[f] * mean[f];
            scale[f] = variance < 1e-6 ? 0 : (float) (1 / Math.sqrt(variance));
        }
        int all = recipe.units() * recipe.networks();
        double[] joined = new double[all * features + all + all + 1];
        for (int n = 0; n < recipe.networks(); n++) {
            double[] one = new Training(examples, recipe, mean, scale, seed + n).run();
            int units = recipe.units();
            System.arraycopy(one, 0, joined, n * units * features, units * features);
            System.arraycopy(one, units * features, joined, all * features + n * units, units);
            for (int h = 0; h < units; h++) {
                joined[all * features + all + n * units + h] = one[units * features + units + h] / recipe.networks();
            }
            joined[joined.length - 1] += one[one.length - 1] / recipe.networks();
        }
        return new Network(features, all, mean, scale, joined);
    }

    /** The same in the form that is shipped. */
    EndOfTurn shipped() {
        int inputs = hidden * features;
        return new EndOfTurn(
                mean, scale, floats(0, inputs), floats(inputs, hidden), floats(inputs + hidden, hidden + 1));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(features);
        out.writeInt(hidden);
        for (float one : mean) {
            out.writeFloat(one);
        }
        for (float one : scale) {
            out.writeFloat(one);
        }
        for (double weight : weights) {
            out.writeFloat((float) weight);
        }
    }

    private float[] floats(int from, int length) {
        float[] out = new float[length];
        for (int i = 0; i < length; i++) {
            out[i] = (float) weights[from + i];
        }
        return out;
    }

    /** Mean cross entropy in bits, and the share of pairs in which the end is likelier than the pause. */
    record Quality(double bits, double area) {
        static Quality of(EndOfTurn model, List<Example> examples) {
            double bits = 0;
            List<double[]> ranked = new ArrayList<>();
            for (Example example : examples) {
                double over = model.over(example.features);
                bits -= Math.log(Math.max(1e-9, example.over ? over : 1 - over)) / Math.log(2);
                ranked.add(new double[] {over, example.over ? 1 : 0});
            }
            ranked.sort((a, b) -> Double.compare(a[0], b[0]));
            double below = 0;
            double pairs = 0;
            double ends = 0;
            for (double[] one : ranked) {
                if (one[1] > 0) {
                    pairs += below;
                    ends++;
                } else {
                    below++;
                }
            }
            return new Quality(bits / examples.size(), pairs / Math.max(1, below * ends));
        }
    }

    static List<Example> only(List<Example> examples, Predicate<Example> which) {
        return examples.stream().filter(which).toList();
    }

    private static final class Training {
        private final List<Example> examples;
        private final Recipe recipe;
        private final float[] mean;
        private final float[] scale;
        private final Random random;
        private final int features;
        private final double[] weights;
        private final double[] gradient;
        private final double[] first;
        private final double[] second;
        private final double[] x;
        private final double[] h;
        private int step;

        Training(List<Example> examples, Recipe recipe, float[] mean, float[] scale, long seed) {
            this.examples = new ArrayList<>(examples);
            this.recipe = recipe;
            this.mean = mean;
            this.scale = scale;
            this.random = new Random(seed);
            this.features = mean.length;
            int units = recipe.units();
            this.weights = new double[units * features + units + units + 1];
            this.gradient = new double[weights.length];
            this.first = new double[weights.length];
            this.second = new double[weights.length];
            this.x = new double[features];
            this.h = new double[units];
            for (int i = 0; i < units * features; i++) {
                weights[i] = random.nextGaussian() / Math.sqrt(features) * 0.7;
            }
            for (int i = 0; i < units; i++) {
                weights[units * features + units + i] = random.nextGaussian() / Math.sqrt(units) * 0.7;
            }
        }

        double[] run() {
            for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
                Collections.shuffle(examples, random);
                double rate = recipe.rate() * 0.5 * (1 + Math.cos(Math.PI * epoch / recipe.epochs()));
                for (int i = 0; i < examples.size(); i++) {
                    learn(examples.get(i));
                    if (i % BATCH == BATCH - 1) {
                        move(rate);
                    }
                }
            }
            return weights;
        }

        private void learn(Example example) {
            int units = recipe.units();
            double keep = 1 - recipe.dropout();
            for (int f = 0; f < features; f++) {
                boolean kept = random.nextDouble() < keep;
                x[f] = kept ? (example.features[f] - mean[f]) * scale[f] / keep : 0;
            }
            int biases = units * features;
            int outputs = biases + units;
            double sum = weights[outputs + units];
            for (int u = 0; u < units; u++) {
                double unit = weights[biases + u];
                for (int f = 0; f < features; f++) {
                    unit += weights[u * features + f] * x[f];
                }
                h[u] = Math.tanh(unit);
                sum += weights[outputs + u] * h[u];
            }
            double target = example.over ? 1 - recipe.smoothing() : recipe.smoothing();
            double weight = example.kind == Example.Kind.BETWEEN ? recipe.doubtful() : 1;
            double error = weight * (1 / (1 + Math.exp(-sum)) - target);
            gradient[outputs + units] += error;
            for (int u = 0; u < units; u++) {
                gradient[outputs + u] += error * h[u];
                double back = error * weights[outputs + u] * (1 - h[u] * h[u]);
                gradient[biases + u] += back;
                for (int f = 0; f < features; f++) {
                    gradient[u * features + f] += back * x[f];
                }
            }
        }

        private void move(double rate) {
            step++;
            double fix = Math.sqrt(1 - Math.pow(BETA_SQUARES, step)) / (1 - Math.pow(BETA, step));
            for (int i = 0; i < weights.length; i++) {
                double g = gradient[i] / BATCH;
                gradient[i] = 0;
                first[i] = BETA * first[i] + (1 - BETA) * g;
                second[i] = BETA_SQUARES * second[i] + (1 - BETA_SQUARES) * g * g;
                weights[i] -=
                        rate * fix * first[i] / (Math.sqrt(second[i]) + 1e-8) + rate * recipe.decay() * weights[i];
            }
        }
    }
}
