package io.antiphon.knowledge;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.ScoreDoc;

/**
 * Search by words among the documents of one language: BM25F over title, heading and body (Robertson and Zaragoza, The
 * Probabilistic Relevance Framework, 2009, §3.6).
 *
 * <p>A score is divided by what a passage full of every word asked for would reach, so that it lies between 0 and 1 and
 * means the same for every question and every size of knowledge.
 */
final class WordLeg {
    private final Edition edition;
    private final LeafReader leaf;
    private final String language;
    private final List<Term> terms;
    private final Map<String, Double> worth = new HashMap<>();

    WordLeg(Edition edition, LeafReader leaf, String language, List<Term> terms) throws IOException {
        this.edition = edition;
        this.leaf = leaf;
        this.language = language;
        this.terms = terms;
        for (Term term : terms) {
            worth.put(term.word(), rarity(term.word()) * term.weight());
        }
    }

    /** The best {@code most} passages by number, scored 0 to 1. */
    Map<Integer, Double> search(int most) throws IOException {
        var scores = new HashMap<Integer, Double>();
        double full = mass();
        if (full == 0) {
            return scores;
        }
        var query = new BooleanQuery.Builder();
        for (Term term : terms) {
            var one = new CombinedFieldQuery.Builder(term.word());
            Fields.ofWords(language).forEach(field -> one.addField(field.name(), field.weight()));
            query.add(new BoostQuery(one.build(), (float) term.weight()), BooleanClause.Occur.SHOULD);
        }
        for (ScoreDoc hit : edition.searcher().search(query.build(), most).scoreDocs) {
            scores.put(hit.doc, Math.min(1, hit.score / full));
        }
        return scores;
    }

    /** What part of the question, by rarity of its words, stands in this passage; 0 to 1. */
    double coverage(int passage) throws IOException {
        double found = 0;
        for (Term term : terms) {
            if (standsIn(passage, term.word())) {
                found += worth.getOrDefault(term.word(), 0.0);
            }
        }
        return mass() == 0 ? 0 : found / mass();
    }

    /** What part of the question, by rarity of its words, stands anywhere; 0 to 1. */
    double known() throws IOException {
        double found = 0;
        for (Term term : terms) {
            if (frequency(term.word()) > 0) {
                found += worth.getOrDefault(term.word(), 0.0);
            }
        }
        return mass() == 0 ? 0 : found / mass();
    }

    private double mass() {
        return worth.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** BM25's inverse document frequency. */
    private double rarity(String word) throws IOException {
        int all = leaf.getDocCount(Fields.body(language));
        int with = frequency(word);
        return Math.log(1 + (all - with + 0.5) / (with + 0.5));
    }

    private int frequency(String word) throws IOException {
        int most = 0;
        for (Fields.Weighted field : Fields.ofWords(language)) {
            most = Math.max(most, leaf.docFreq(new org.apache.lucene.index.Term(field.name(), word)));
        }
        return most;
    }

    private boolean standsIn(int passage, String word) throws IOException {
        for (Fields.Weighted field : Fields.ofWords(language)) {
            PostingsEnum passages =
                    leaf.postings(new org.apache.lucene.index.Term(field.name(), word), PostingsEnum.NONE);
            if (passages != null && passages.advance(passage) == passage) {
                return true;
            }
        }
        return false;
    }
}
