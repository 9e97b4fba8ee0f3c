package io.antiphon.providers.local.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            **Rest** and _drink_ water.            | Rest and drink water.
            See [our page](https://x.org/a?b=c).   | See our page.
            Look at https://example.org/a_b.       | Look at.
            Take it slowly [ Sources : a.pdf, 3 ]. | Take it slowly.
            Take it (see page 4) slowly.           | Take it slowly.
            Take it (with food) slowly.            | Take it with food slowly.
            Pain and/or fever                      | Pain and or fever
            Wait — then call.                      | Wait, then call.
            Fine 😀 then                           | Fine then
            It's 37.5 degrees, about $5.           | It's 37.5 degrees, about $5.
            दवा लें। [1] आराम करें।                      | दवा लें। आराम करें।
            [1]                                    | ''
            """)
    void leavesOnlyWhatMayBeSpoken(String written, String spoken) {
        assertThat(SpokenText.of(written).text()).isEqualTo(spoken);
    }

    @Test
    void makesASentenceOfEachLine() {
        assertThat(SpokenText.of("# Pain\n- Rest a lot\n- Call us.\n\n1. Sit up")
                        .text())
                .isEqualTo("Pain. Rest a lot. Call us. Sit up");
    }

    @Test
    void knowsWhereEachCharacterStood() {
        String written = "**Hello** [1] there,\n- my [friend](http://x.y/z) — yes";
        SpokenText spoken = SpokenText.of(written);
        for (String word : new String[] {"Hello", "there", "my", "friend", "yes"}) {
            int at = spoken.text().indexOf(word);
            assertThat(at).as(word).isNotNegative();
            assertThat(spoken.origin(at)).as(word).isEqualTo(written.indexOf(word));
        }
    }

    @Test
    void splitsIntoSentencesThatKeepTheirPlace() {
        String written = "Dr. Rao comes at 5.30 today! Is that all right? जी हाँ। ठीक है।";
        var sentences = SpokenText.of(written).sentences(200);
        assertThat(sentences.stream().map(SpokenText::text))
                .containsExactly("Dr. Rao comes at 5.30 today!", "Is that all right?", "जी हाँ।", "ठीक है।");
        assertThat(sentences.get(1).origin(0)).isEqualTo(written.indexOf("Is that"));
    }

    @Test
    void cutsALongSentenceAtACommaOrBetweenWords() {
        var sentences = SpokenText.of("one two three, four five six seven eight nine ten")
                .sentences(24);
        assertThat(sentences.stream().map(SpokenText::text))
                .containsExactly("one two three,", "four five six seven", "eight nine ten");
        assertThat(SpokenText.of("x".repeat(50)).sentences(24)).hasSize(3);
    }

    @Test
    void findsNothingToSayInMarksAlone() {
        assertThat(SpokenText.of("* — ... [2]").isEmpty()).isTrue();
        assertThat(SpokenText.of("* — ... [2]").sentences(100)).isEmpty();
    }
}
