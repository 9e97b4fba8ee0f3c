package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.linguist.WordSequence;
import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.dictionary.Word;
import edu.cmu.sphinx.linguist.language.ngram.LanguageModel;
import edu.cmu.sphinx.util.LogMath;
import edu.cmu.sphinx.util.props.PropertySheet;
import io.antiphon.ports.speech.EarSettings.Domain;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What callers of one agent are likely to say: a trigram model of the agent's own texts mixed with the general one. Never
 * changes, so all decoders share it.
 */
final class DomainLanguage implements LanguageModel {
    private static final int ORDER = 3;
    /** How probable a word of the domain is that the general model has never heard of. */
    private static final double UNHEARD = 1e-7;

    private final GeneralLanguage general;
    private final DomainCounts counts = new DomainCounts();
    private final double share;
    private final Set<String> vocabulary;
    private final Map<String, Ids> ids = new HashMap<>();
    private final LogMath logMath = LogMath.getLogMath();

    /** A word's numbers in both models. */
    private record Ids(int general, int domain) {}

    DomainLanguage(Domain domain, GeneralLanguage general, Balance balance) {
        this.general = general;
        for (String question : domain.questions()) {
            add(question, balance.questionWeight());
        }
        for (String text : domain.texts()) {
            add(text, 1);
        }
        if (!counts.isEmpty()) {
            SmallTalk.sentences().forEach(sentence -> add(sentence, 1));
        }
        share = counts.isEmpty() ? 0 : balance.domainShare();
        List<String> frequent = general.byFrequency();
        int wanted = counts.isEmpty() ? balance.openWords() : balance.generalWords();
        int size = Math.min(frequent.size(), wanted);
        Set<String> words = new LinkedHashSet<>(counts.words());
        words.addAll(frequent.subList(0, size));
        words.addAll(List.of(Dictionary.SENTENCE_START_SPELLING, Dictionary.SENTENCE_END_SPELLING));
        vocabulary = Set.copyOf(words);
        for (String word : vocabulary) {
            ids.put(word, new Ids(general.id(word), counts.idOf(word)));
        }
    }

    /**
     * How the two models are mixed.
     *
     * @param domainShare weight of the domain's model, 0 to 1
     * @param questionWeight how many times a likely question counts as against running text
     * @param generalWords how many of the most frequent general words can be heard besides the domain's own
     * @param openWords how many general words can be heard where nothing is known of the domain
     */
    record Balance(double domainShare, double questionWeight, int generalWords, int openWords) {
        /** Found by measuring, see the test {@code WordErrorRate}. */
        static final Balance USUAL = new Balance(0.5, 3, 5000, 20_000);
    }

    private void add(String text, double weight) {
        for (List<String> sentence : Wording.sentences(text)) {
            counts.add(sentence, weight);
        }
    }

    @Override
    public float getProbability(WordSequence words) {
        int size = words.size();
        Ids word = ids(words.getWord(size - 1));
        Ids before = size > 1 ? ids(words.getWord(size - 2)) : NONE;
        Ids earlier = size > 2 ? ids(words.getWord(size - 3)) : NONE;
        float ofGeneral = word.general == GeneralLanguage.UNKNOWN
                ? logMath.linearToLog(UNHEARD)
                : general.of(word.general, before.general, earlier.general);
        if (share == 0) {
            return ofGeneral;
        }
        double ofDomain = counts.probability(word.domain, before.domain, earlier.domain);
        if (ofDomain == 0) {
            return ofGeneral + logMath.linearToLog(1 - share);
        }
        return logMath.linearToLog(share * ofDomain + (1 - share) * logMath.logToLinear(ofGeneral));
    }

    private static final Ids NONE = new Ids(GeneralLanguage.UNKNOWN, 0);

    private Ids ids(Word word) {
        return ids.getOrDefault(word.getSpelling(), NONE);
    }

    @Override
    public float getSmear(WordSequence words) {
        return 0;
    }

    @Override
    public Set<String> getVocabulary() {
        return vocabulary;
    }

    @Override
    public int getMaxDepth() {
        return ORDER;
    }

    @Override
    public void onUtteranceEnd() {}

    @Override
    public void allocate() {}

    @Override
    public void deallocate() {}

    @Override
    public void newProperties(PropertySheet properties) {}
}
