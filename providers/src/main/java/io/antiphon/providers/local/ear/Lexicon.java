package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.linguist.acoustic.Unit;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.dictionary.Pronunciation;
import edu.cmu.sphinx.linguist.dictionary.Word;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of one domain with their sounds. Never changes. */
final class Lexicon implements Dictionary {
    private static final String SILENCE = "SIL";

    private final Map<String, Word> words = new HashMap<>();
    private final Word[] fillers;

    Lexicon(Collection<String> vocabulary, Pronunciations pronunciations, UnitManager units) {
        for (String word : vocabulary) {
            List<String> sounds = pronunciations.of(word);
            if (!sounds.isEmpty()) {
                words.put(word, word(word, sounds, units, false));
            }
        }
        for (String mark : List.of(SENTENCE_START_SPELLING, SENTENCE_END_SPELLING, SILENCE_SPELLING)) {
            words.put(mark, word(mark, List.of(SILENCE), units, true));
        }
        fillers = new Word[] {
            getSilenceWord(),
            word("[NOISE]", List.of("+NSN+"), units, true),
            word("[SPEECH]", List.of("+SPN+"), units, true)
        };
        for (Word filler : fillers) {
            words.put(filler.getSpelling(), filler);
        }
    }

    private static Word word(String spelling, List<String> sounds, UnitManager units, boolean filler) {
        Pronunciation[] pronunciations = sounds.stream()
                .map(phones -> new Pronunciation(units(phones, units, filler), "", 1))
                .toArray(Pronunciation[]::new);
        Word word = new Word(spelling, pronunciations, filler);
        for (Pronunciation pronunciation : pronunciations) {
            pronunciation.setWord(word);
        }
        return word;
    }

    private static Unit[] units(String phones, UnitManager units, boolean filler) {
        String[] names = phones.split(" ", -1);
        Unit[] result = new Unit[names.length];
        for (int i = 0; i < names.length; i++) {
            result[i] = units.getUnit(names[i], filler);
        }
        return result;
    }

    @Override
    @SuppressWarnings("NullAway") // Sphinx4 is not annotated; null means it is not a word
    public @Nullable Word getWord(String spelling) {
        return words.get(spelling);
    }

    private Word required(String mark) {
        Word word = words.get(mark);
        if (word == null) {
            throw new IllegalStateException("the lexicon has lost its mark " + mark);
        }
        return word;
    }

    @Override
    public Word getSentenceStartWord() {
        return required(SENTENCE_START_SPELLING);
    }

    @Override
    public Word getSentenceEndWord() {
        return required(SENTENCE_END_SPELLING);
    }

    @Override
    public Word getSilenceWord() {
        return required(SILENCE_SPELLING);
    }

    @Override
    public Word[] getFillerWords() {
        return fillers.clone();
    }

    @Override
    public void allocate() {}

    @Override
    public void deallocate() {}

    @Override
    public void newProperties(PropertySheet properties) {}
}
