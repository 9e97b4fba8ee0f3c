package io.antiphon.providers.local.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import edu.cmu.sphinx.linguist.WordSequence;
import edu.cmu.sphinx.linguist.dictionary.Pronunciation;
import edu.cmu.sphinx.linguist.dictionary.Word;
import edu.cmu.sphinx.linguist.language.ngram.trie.NgramTrieModel;
import edu.cmu.sphinx.util.LogMath;
import io.antiphon.ports.speech.EarSettings.Domain;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LanguageTest {
    private static final Domain CLINIC = new Domain(
            "clinic",
            List.of("may I have an appointment with Doctor Karthikeyan?"),
            List.of("Appointments are from 9 to 17. Call +91 22 4012."));

    private final GeneralLanguage general = LoadedEnglish.MODEL.general();

    @Test
    void readsTheGeneralModelAsSphinx4Does() throws Exception {
        List<String> words = List.of("the", "of", "please", "call", "me", "back", "tomorrow", "morning", "zebra");
        var lexicon =
                new Lexicon(general.byFrequency(), LoadedEnglish.MODEL.pronunciations(), LoadedEnglish.MODEL.units());
        var sphinx = new NgramTrieModel(
                "",
                Objects.requireNonNull(LanguageTest.class.getResource("/edu/cmu/sphinx/models/en-us/en-us.lm.bin")),
                null,
                0,
                false,
                3,
                lexicon,
                false,
                1,
                1,
                1);
        sphinx.allocate();
        for (String earlier : words) {
            for (String before : words) {
                for (String word : words) {
                    var sequence = new WordSequence(word(lexicon, earlier), word(lexicon, before), word(lexicon, word));
                    assertThat(general.of(general.id(word), general.id(before), general.id(earlier)))
                            .as("%s %s %s", earlier, before, word)
                            .isEqualTo(sphinx.getProbability(sequence), within(1f));
                }
            }
        }
    }

    @Test
    void givesAllItsWordsTogetherNoMoreThanEverything() {
        var language = new DomainLanguage(CLINIC, general, DomainLanguage.Balance.USUAL);
        for (List<String> history : List.of(List.of("with", "doctor"), List.of("have", "an"), List.of("zebra", "of"))) {
            double sum = 0;
            for (String word : language.getVocabulary()) {
                if (!word.equals("<s>")) {
                    sum += probability(language, history.getFirst(), history.getLast(), word);
                }
            }
            assertThat(sum).as("after %s", history).isBetween(0.6, 1.001);
        }
    }

    @Test
    void expectsWhatTheDomainHolds() {
        var open = new DomainLanguage(Domain.open(), general, DomainLanguage.Balance.USUAL);
        var clinic = new DomainLanguage(CLINIC, general, DomainLanguage.Balance.USUAL);
        assertThat(probability(clinic, "have", "an", "appointment"))
                .isGreaterThan(10 * probability(open, "have", "an", "appointment"));
        assertThat(probability(clinic, "with", "doctor", "karthikeyan")).isGreaterThan(0.1);
        assertThat(clinic.getVocabulary()).contains("karthikeyan", "seventeen", "ninety", "because");
    }

    private static double probability(DomainLanguage language, String earlier, String before, String word) {
        return LogMath.getLogMath()
                .logToLinear(
                        language.getProbability(new WordSequence(spelled(earlier), spelled(before), spelled(word))));
    }

    private static Word spelled(String word) {
        return new Word(word, new Pronunciation[0], false);
    }

    private static Word word(Lexicon lexicon, String spelling) {
        return Objects.requireNonNull(lexicon.getWord(spelling));
    }
}
