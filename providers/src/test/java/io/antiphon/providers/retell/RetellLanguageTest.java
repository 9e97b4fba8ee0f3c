package io.antiphon.providers.retell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetellLanguageTest {
    @ParameterizedTest
    @CsvSource({
        "hi, hi-IN, cartesia-hindi-narrator-woman, true",
        "en, en-IN, cartesia-indian-lady, true",
        "en-US, en-US, cartesia-indian-lady, true",
        "mr-IN, mr-IN, cartesia-hindi-narrator-woman, false",
        "ta, ta-IN, cartesia-indian-lady, false",
        "hi-Latn, hi-IN, cartesia-hinglish-speaking-lady, true",
        "en-ZA, en-IN, cartesia-indian-lady, true",
        "de, de-DE, cartesia-indian-lady, false"
    })
    void isHeardAndSpokenAsRetellCallsIt(String tag, String theirs, String voice, boolean atHome) {
        assertThat(RetellLanguage.of(tag)).contains(new RetellLanguage(theirs, voice, atHome));
    }

    @Test
    void isNotGuessedAt() {
        assertThat(RetellLanguage.of("tlh")).isEmpty();
        assertThat(RetellLanguage.of("")).isEmpty();
    }
}
