package io.antiphon.knowledge;

import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Passage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;

/** One question put to one edition: both legs, their fusion, and what speaks for the result. Used once, by one thread. */
final class Search {
    /** How deep each leg looks before fusion. */
    private static final int DEPTH = 50;

    private final Edition edition;
    private final Calibration calibration;
    private final Map<Integer, Double> words = new HashMap<>();
    private final Map<Integer, Double> meaning = new HashMap<>();
    private final Map<String, WordLeg> wordLegs = new HashMap<>();
    private final boolean byMeaning;

    /** @param vector of the question's meaning, or null where meaning is not to be searched */
    Search(Edition edition, LeafReader leaf, Calibration calibration, Wording wording, float @Nullable [] vector)
            throws IOException {
        this.edition = edition;
        this.calibration = calibration;
        this.byMeaning = vector != null;
        for (String language : edition.languages()) {
            var leg = new WordLeg(edition, leaf, language, wording.terms(language, Analyzers.of(language)));
            wordLegs.put(language, leg);
            words.putAll(leg.search(DEPTH));
        }
        if (vector != null) {
            var leg = new MeaningLeg(edition, leaf, vector);
            meaning.putAll(leg.search(DEPTH));
            var unscored = new TreeSet<>(words.keySet());
            unscored.removeAll(meaning.keySet());
            meaning.putAll(leg.score(unscored));
        }
    }

    Examination examine(int limit) throws IOException {
        List<Candidate> ranked = ranked();
        if (ranked.isEmpty()) {
            return new Examination(Findings.none(), Evidence.NONE);
        }
        Evidence evidence = evidence(ranked);
        double confidence = calibration.confidence(evidence);
        var passages = new ArrayList<Passage>();
        for (Candidate candidate : ranked.subList(0, Math.min(limit, ranked.size()))) {
            passages.add(passage(candidate));
        }
        return new Examination(
                new Findings(passages, confidence, calibration.answerable(confidence, evidence)), evidence);
    }

    /** A passage by number with its score in each leg and in both. */
    private record Candidate(int number, double words, double meaning, double score) {}

    private List<Candidate> ranked() {
        double share = byMeaning ? calibration.meaningShare() : 0;
        var numbers = new TreeSet<>(words.keySet());
        numbers.addAll(meaning.keySet());
        var candidates = new ArrayList<Candidate>();
        for (int number : numbers) {
            double byWords = words.getOrDefault(number, 0.0);
            double near = meaning.getOrDefault(number, 0.0);
            candidates.add(new Candidate(number, byWords, near, (1 - share) * byWords + share * near));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return candidates;
    }

    private Evidence evidence(List<Candidate> ranked) throws IOException {
        Candidate best = ranked.getFirst();
        Chunk chunk = edition.chunk(best.number());
        WordLeg leg = wordLegs.get(chunk.language());
        double known = leg == null ? 0 : leg.known();
        double coverage = leg == null ? 0 : leg.coverage(best.number());
        Candidate byWords = top(ranked, Comparator.comparingDouble(Candidate::words));
        Candidate near = top(ranked, Comparator.comparingDouble(Candidate::meaning));
        boolean agree = byMeaning
                && edition.chunk(byWords.number())
                        .document()
                        .equals(edition.chunk(near.number()).document());
        return new Evidence(
                byWords.words(),
                near.meaning(),
                best.score() - runnerUp(ranked, chunk.document()),
                agree ? 1 : 0,
                coverage,
                known,
                byMeaning);
    }

    private static Candidate top(List<Candidate> candidates, Comparator<Candidate> order) {
        return candidates.stream().max(order).orElseThrow();
    }

    private double runnerUp(List<Candidate> ranked, String document) throws IOException {
        for (Candidate candidate : ranked) {
            if (!edition.chunk(candidate.number()).document().equals(document)) {
                return candidate.score();
            }
        }
        return 0;
    }

    private Passage passage(Candidate candidate) throws IOException {
        Chunk chunk = edition.chunk(candidate.number());
        return new Passage(
                chunk.document(),
                chunk.title(),
                chunk.heading(),
                chunk.page(),
                chunk.text(),
                chunk.hash(),
                Math.clamp(candidate.score(), 0, 1));
    }
}
