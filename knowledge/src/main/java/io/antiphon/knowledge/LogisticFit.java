package io.antiphon.knowledge;

import java.util.Arrays;
import java.util.List;

/**
 * Fits the coefficients of a {@link Calibration}: logistic regression with a small ridge by gradient descent. No
 * coefficient but the bias may be negative: more evidence never speaks against an answer.
 */
public final class LogisticFit {
    private static final int STEPS = 20_000;
    private static final double RATE = 0.5;
    private static final double RIDGE = 0.002;

    private LogisticFit() {}

    /**
     * Coefficients and the lowest threshold that keeps false answers rare.
     *
     * @param judged examples with and without an answer, all searched by the same legs
     * @param falseAnswers share of the unanswered that may pass the threshold, 0 to 1
     */
    public static Calibration.Coefficients fit(List<Judged> judged, double falseAnswers) {
        if (judged.stream().map(Judged::answered).distinct().count() < 2) {
            throw new IllegalArgumentException("judged: give both answered and unanswered examples");
        }
        double[] weights = new double[7];
        double[] slope = new double[weights.length];
        double answered = judged.stream().filter(Judged::answered).count();
        double unanswered = judged.size() - answered;
        for (int step = 0; step < STEPS; step++) {
            Arrays.fill(slope, 0);
            for (Judged example : judged) {
                double[] features = features(example.evidence());
                // Both kinds count the same, however many there are of each.
                double share = example.answered() ? 0.5 / answered : 0.5 / unanswered;
                double error = (confidence(weights, features) - (example.answered() ? 1 : 0)) * share;
                for (int i = 0; i < features.length; i++) {
                    slope[i] += error * features[i];
                }
            }
            weights[0] -= RATE * slope[0];
            for (int i = 1; i < weights.length; i++) {
                weights[i] = Math.max(0, weights[i] - RATE * (slope[i] + RIDGE * weights[i]));
            }
        }
        return new Calibration.Coefficients(
                weights[0],
                weights[1],
                weights[2],
                weights[3],
                weights[4],
                weights[5],
                weights[6],
                threshold(judged, weights, falseAnswers));
    }

    private static double threshold(List<Judged> judged, double[] weights, double falseAnswers) {
        double[] wrong = judged.stream()
                .filter(example -> !example.answered())
                .mapToDouble(example -> confidence(weights, features(example.evidence())))
                .sorted()
                .toArray();
        int mayPass = (int) Math.floor(falseAnswers * wrong.length);
        return Math.min(0.999, wrong[wrong.length - 1 - Math.min(mayPass, wrong.length - 1)] + 0.0005);
    }

    private static double[] features(Evidence evidence) {
        return new double[] {
            1,
            evidence.words(),
            evidence.meaning(),
            evidence.margin(),
            evidence.agreement(),
            evidence.coverage(),
            evidence.known()
        };
    }

    private static double confidence(double[] weights, double[] features) {
        double odds = 0;
        for (int i = 0; i < weights.length; i++) {
            odds += weights[i] * features[i];
        }
        return 1 / (1 + Math.exp(-odds));
    }
}
