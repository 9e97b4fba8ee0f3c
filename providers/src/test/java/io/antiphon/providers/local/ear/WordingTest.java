package io.antiphon.providers.local.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordingTest {
    @Test
    void writesWordsAsTheyAreSpoken() {
        assertThat(spoken("Dr. O’Neill's café, 50% off!")).isEqualTo("dr o'neill's cafe fifty percent off");
    }

    @Test
    void writesNumbersOut() {
        assertThat(spoken("0 7 13 40 99 105 1,250"))
                .isEqualTo("zero seven thirteen forty ninety nine one hundred five" + " twelve fifty");
        assertThat(spoken("21000")).isEqualTo("twenty one thousand");
    }

    @Test
    void readsYearsInPairs() {
        assertThat(spoken("1987")).isEqualTo("nineteen eighty seven");
        assertThat(spoken("2000")).isEqualTo("two thousand");
    }

    @Test
    void readsTelephoneNumbersDigitByDigit() {
        assertThat(spoken("0224")).isEqualTo("zero two two four");
        assertThat(spoken("4155551234")).isEqualTo("four one five five five five one two three four");
    }

    @Test
    void partsSentences() {
        assertThat(Wording.sentences("Open daily. Is it far?\nNo"))
                .containsExactly(List.of("open", "daily"), List.of("is", "it", "far"), List.of("no"));
    }

    private static String spoken(String text) {
        return String.join(" ", Wording.words(text));
    }
}
