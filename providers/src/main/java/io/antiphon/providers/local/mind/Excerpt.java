package io.antiphon.providers.local.mind;

import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Passage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The few sentences of the findings that answer a question best.
 *
 * <p>It is a run of sentences that follow one another in one passage, so that it reads as it was written: of all runs
 * that are short enough to be spoken, the one that covers most of the question's rarer words, starts where nothing
 * before it is needed, and stands in a passage that was found high up. A sentence of the same passage that sends the
 * caller for help always comes along.
 */
final class Excerpt {
    private static final int MOST_PASSAGES = 5;

    /** Passages whose sentences are weighed by meaning too, which takes milliseconds each the first time. */
    private static final int MOST_WEIGHED = 2;

    private static final int MOST_SENTENCES = 3;
    private static final int MOST_WORDS = 60;

    /** Weights tried on the sentences of the tests; what the question's own words say counts most. */
    private static final double COVERAGE = 1.0;

    private static final double NEARNESS = 0.6;
    private static final double RANK = 0.35;
    private static final double HEADING = 0.3;
    private static final double LENGTH = 0.06;
    private static final double DANGLING = 0.15;

    /** For a run that starts with the sentence that answers rather than leading up to it. */
    private static final double START = 0.3;

    private final String language;
    private final Phrases phrases;
    private final @Nullable Meanings meanings;
    private final Map<String, Double> wanted;
    private final float @Nullable [] meaning;

    /**
     * @param context what the caller asked before; its words count half, for a question that leans on it
     * @param meanings used where they understand the language
     */
    Excerpt(String question, String context, String language, Phrases phrases, @Nullable Meanings meanings) {
        this.language = language;
        this.phrases = phrases;
        this.meanings = meanings != null && meanings.understand(language) ? meanings : null;
        this.wanted = new TreeMap<>();
        Set<String> own = Terms.of(question, language);
        if (own.size() <= 2) {
            Terms.of(context, language).forEach(term -> wanted.put(term, 0.5));
        }
        own.forEach(term -> wanted.put(term, 1.0));
        this.meaning =
                this.meanings == null ? null : this.meanings.of(own.size() <= 2 ? context + " " + question : question);
    }

    /** What to speak, and the passage it stands in. */
    record Quotation(List<String> sentences, Passage source) {}

    /** The sentences to speak, in the order of the passage; empty where none can be spoken in the language. */
    Optional<Quotation> from(Findings findings) {
        List<Passage> passages =
                findings.passages().stream().limit(MOST_PASSAGES).toList();
        List<List<Candidate>> sentences = passages.stream()
                .map(passage -> Candidate.of(passage.text(), language, phrases))
                .toList();
        Map<String, Double> weights = weights(sentences);
        List<Run> runs = new ArrayList<>();
        for (int place = 0; place < passages.size(); place++) {
            double standing = standing(passages, place, weights);
            collect(runs, sentences.get(place), place, standing, weights);
        }
        return runs.stream()
                .max(Comparator.comparingDouble(Run::value))
                .map(run -> new Quotation(withWarning(run), passages.get(run.place())))
                .filter(quotation -> !quotation.sentences().isEmpty());
    }

    /** The question's terms, each by how rare it is among the sentences; they sum to 1. */
    private Map<String, Double> weights(List<List<Candidate>> sentences) {
        List<Candidate> all = sentences.stream().flatMap(List::stream).toList();
        Map<String, Double> weights = wanted.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() * rarity(entry.getKey(), all)));
        double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        weights.replaceAll((term, weight) -> weight / Math.max(sum, 1e-9));
        return weights;
    }

    private static double rarity(String term, List<Candidate> all) {
        long with =
                all.stream().filter(sentence -> sentence.terms().contains(term)).count();
        return Math.log(1 + (all.size() - with + 0.5) / (with + 0.5));
    }

    private double standing(List<Passage> passages, int place, Map<String, Double> weights) {
        double best = passages.getFirst().score();
        double rank = best > 0 ? passages.get(place).score() / best : 1.0 / (1 + place);
        String above = passages.get(place).title() + " " + passages.get(place).heading();
        return RANK * rank + HEADING * covered(Terms.of(above, language), weights);
    }

    private static double covered(Set<String> terms, Map<String, Double> weights) {
        return weights.entrySet().stream()
                .filter(entry -> terms.contains(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private void collect(
            List<Run> runs, List<Candidate> sentences, int place, double standing, Map<String, Double> weights) {
        List<Scored> scored = sentences.stream()
                .map(sentence -> new Scored(sentence, covered(sentence.terms(), weights), nearness(sentence, place)))
                .toList();
        for (int from = 0; from < scored.size(); from++) {
            for (int to = from + 1; to <= Math.min(scored.size(), from + MOST_SENTENCES); to++) {
                List<Scored> run = scored.subList(from, to);
                if (run.size() > 1 && !reads(run)) {
                    break;
                }
                runs.add(new Run(run, sentences, place, standing + value(run, from, weights)));
            }
        }
    }

    /** Whether the sentences follow one another and can be listened to in one go. */
    private static boolean reads(List<Scored> run) {
        int words = run.stream().mapToInt(scored -> scored.sentence().words()).sum();
        int gap = run.getLast().sentence().order() - run.getFirst().sentence().order();
        return words <= MOST_WORDS && gap == run.size() - 1;
    }

    private static double value(List<Scored> run, int from, Map<String, Double> weights) {
        Set<String> terms = new HashSet<>();
        run.forEach(scored -> terms.addAll(scored.sentence().terms()));
        double nearness = run.stream().mapToDouble(Scored::nearness).average().orElse(0);
        Scored first = run.getFirst();
        return COVERAGE * covered(terms, weights)
                + NEARNESS * nearness
                + START * (first.covered() + first.nearness())
                + LENGTH * run.size()
                - (from > 0 && first.sentence().dangles() ? DANGLING : 0);
    }

    private double nearness(Candidate sentence, int place) {
        float[] question = meaning;
        // A caller who has cut in waits for silence, not for a better choice.
        if (meanings == null
                || question == null
                || place >= MOST_WEIGHED
                || Thread.currentThread().isInterrupted()) {
            return 0;
        }
        return meanings.nearness(sentence.text(), question);
    }

    /** A warning of the passage takes the place of the sentence that says least where there is no room for one more. */
    private static List<String> withWarning(Run run) {
        List<Scored> chosen = new ArrayList<>(run.chosen());
        Optional<Candidate> warning =
                run.passage().stream().filter(Candidate::warns).findFirst();
        boolean warned = chosen.stream().anyMatch(scored -> scored.sentence().warns());
        if (warning.isPresent() && !warned && chosen.size() == MOST_SENTENCES) {
            chosen.remove(Collections.min(chosen, Comparator.comparingDouble(Scored::worth)));
        }
        Stream<Candidate> spoken = chosen.stream().map(Scored::sentence);
        return (warned ? spoken : Stream.concat(spoken, warning.stream()))
                .map(Candidate::text)
                .toList();
    }

    /** A sentence, how much of the question its words cover, and how near its meaning is. */
    private record Scored(Candidate sentence, double covered, double nearness) {
        double worth() {
            return covered + nearness;
        }
    }

    /** Some sentences in a row and the passage they stand in. */
    private record Run(List<Scored> chosen, List<Candidate> passage, int place, double value) {}
}
