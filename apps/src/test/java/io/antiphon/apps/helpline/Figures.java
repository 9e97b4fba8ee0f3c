package io.antiphon.apps.helpline;

import io.antiphon.knowledge.KnowledgeBase;
import io.antiphon.ports.knowledge.Findings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What a knowledge base does with a set of questions.
 *
 * @param recallAt1 share of answerable questions whose first passage is of a page that answers
 * @param recallAt5 the same within five passages
 * @param reciprocalRank mean of one over the place of the first such passage, 0 beyond ten
 * @param falseAnswers share of unanswerable questions that were to be answered
 * @param falseRefusals share of answerable questions that were refused
 * @param medianMillis time of one search
 */
record Figures(
        Interval recallAt1,
        Interval recallAt5,
        Interval reciprocalRank,
        Interval falseAnswers,
        Interval falseRefusals,
        double medianMillis) {
    private static final int DEPTH = 10;
    private static final int RESAMPLES = 2000;

    /** A mean and its 95 % bootstrap confidence interval. */
    record Interval(double mean, double low, double high) {
        static Interval of(List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
            double[] values = outcomes.stream().mapToDouble(value).toArray();
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(42);
            double[] means = new double[RESAMPLES];
            for (int i = 0; i < RESAMPLES; i++) {
                double sum = 0;
                for (int j = 0; j < values.length; j++) {
                    sum += values[random.nextInt(values.length)];
                }
                means[i] = sum / values.length;
            }
            Arrays.sort(means);
            return new Interval(
                    Arrays.stream(values).average().orElse(0),
                    means[RESAMPLES / 40],
                    means[RESAMPLES - RESAMPLES / 40]);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", mean, low, high);
        }
    }

    /**
     * What came of one question.
     *
     * @param rank of the first passage that answers, from 1; 0 where there was none
     */
    record Outcome(boolean answerable, int rank, boolean answered) {}

    static Figures of(KnowledgeBase knowledge, List<AskedQuestion> questions) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        double[] millis = new double[questions.size()];
        for (AskedQuestion asked : questions) {
            long start = System.nanoTime();
            Findings findings = knowledge.find(asked.question(DEPTH));
            millis[outcomes.size()] = (System.nanoTime() - start) / 1e6;
            outcomes.add(new Outcome(asked.answerable(), rank(asked, findings), findings.answerable()));
        }
        Arrays.sort(millis);
        var answerable = outcomes.stream().filter(Outcome::answerable).toList();
        var others = outcomes.stream().filter(outcome -> !outcome.answerable()).toList();
        return new Figures(
                Interval.of(answerable, outcome -> outcome.rank() == 1 ? 1 : 0),
                Interval.of(answerable, outcome -> outcome.rank() > 0 && outcome.rank() <= 5 ? 1 : 0),
                Interval.of(answerable, outcome -> outcome.rank() == 0 ? 0 : 1.0 / outcome.rank()),
                Interval.of(others, outcome -> outcome.answered() ? 1 : 0),
                Interval.of(answerable, outcome -> outcome.answered() ? 0 : 1),
                millis[millis.length / 2]);
    }

    private static int rank(AskedQuestion asked, Findings findings) {
        for (int i = 0; i < findings.passages().size(); i++) {
            if (asked.answeredBy(findings.passages().get(i).document())) {
                return i + 1;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "recall@1 %s  recall@5 %s  MRR@10 %s  false answers %s  false refusals %s  p50 %.1f ms",
                recallAt1,
                recallAt5,
                reciprocalRank,
                falseAnswers,
                falseRefusals,
                medianMillis);
    }
}
