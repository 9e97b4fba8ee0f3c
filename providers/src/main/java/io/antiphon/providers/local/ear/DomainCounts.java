package io.antiphon.providers.local.ear;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A trigram model of a few texts, smoothed after Witten and Bell (1991): a history after which many different words were
 * seen leaves more to words that were not seen.
 */
final class DomainCounts {
    /** Stands for a word these texts do not hold. */
    static final int UNKNOWN = 0;

    private static final String START = "<s>";
    private static final String END = "</s>";
    private static final int BITS = 24;

    private final Map<String, Integer> ids = new HashMap<>();
    /** What followed a history of no, one or two words. */
    private final Map<Long, Followers> followers = new HashMap<>();

    private static final class Followers {
        private final Map<Integer, Double> weights = new HashMap<>();
        private double total;

        private void add(int word, double weight) {
            weights.merge(word, weight, Double::sum);
            total += weight;
        }

        private double share(int word) {
            return weights.getOrDefault(word, 0.0) / total;
        }

        /** Probability of {@code word}, where {@code shorter} is its probability after a shorter history. */
        private double smoothed(int word, double shorter) {
            int kinds = weights.size();
            return (weights.getOrDefault(word, 0.0) + kinds * shorter) / (total + kinds);
        }
    }

    void add(List<String> sentence, double weight) {
        int earlier = UNKNOWN;
        int before = id(START);
        for (String word : sentence) {
            int id = id(word);
            add(id, before, earlier, weight);
            earlier = before;
            before = id;
        }
        add(id(END), before, earlier, weight);
    }

    private void add(int word, int before, int earlier, double weight) {
        followers(0).add(word, weight);
        followers(history(before, UNKNOWN)).add(word, weight);
        if (earlier != UNKNOWN) {
            followers(history(before, earlier)).add(word, weight);
        }
    }

    private Followers followers(long history) {
        return followers.computeIfAbsent(history, _ -> new Followers());
    }

    private static long history(long before, long earlier) {
        return earlier << BITS | before;
    }

    private int id(String word) {
        return ids.computeIfAbsent(word, _ -> ids.size() + 1);
    }

    int idOf(String word) {
        return ids.getOrDefault(word, UNKNOWN);
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    Set<String> words() {
        return Set.copyOf(ids.keySet());
    }

    /** Probability of a word after {@code before}, itself after {@code earlier}. */
    double probability(int word, int before, int earlier) {
        Followers any = followers.get(0L);
        if (word == UNKNOWN || any == null) {
            return 0;
        }
        double probability = any.share(word);
        if (before == UNKNOWN) {
            return probability;
        }
        Followers afterOne = followers.get(history(before, UNKNOWN));
        if (afterOne == null) {
            return probability;
        }
        probability = afterOne.smoothed(word, probability);
        Followers afterTwo = earlier == UNKNOWN ? null : followers.get(history(before, earlier));
        return afterTwo == null ? probability : afterTwo.smoothed(word, probability);
    }
}
