package io.antiphon.providers.local.ear;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PronunciationsTest {
    private final Pronunciations pronunciations = LoadedEnglish.MODEL.pronunciations();

    @Test
    void knowsAllWaysToSayAWord() {
        assertThat(pronunciations.of("either")).hasSizeGreaterThan(1).contains("IY DH ER");
    }

    @Test
    void guessesWordsThatAreInNoDictionary() {
        assertThat(pronunciations.knows("antiphonex")).isFalse();
        assertThat(pronunciations.of("antiphonex").getFirst())
                .matches("[A-Z ]+")
                .contains("N T")
                .contains("F");
    }

    @Test
    void usesOnlySoundsTheAcousticModelKnows() {
        var known = LoadedEnglish.MODEL.files().getContextIndependentUnits().keySet();
        for (String word : new String[] {"karthikeyan", "zhuzhing", "thruoyd", "quixjaw"}) {
            assertThat(known).contains(pronunciations.of(word).getFirst().split(" ", -1));
        }
    }

    @Test
    void cannotSayWhatHasNoLetters() {
        assertThat(pronunciations.of("''")).isEmpty();
    }
}
