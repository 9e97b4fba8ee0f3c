package io.antiphon.providers.local.mind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PhrasesTest {
    static Stream<String> languages() {
        return Phrases.LANGUAGES.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void hasTheSameKeysInEveryLanguage(String language) {
        Set<Object> keys = new HashSet<>(Phrases.properties(language).keySet());
        assertThat(keys).isEqualTo(Phrases.properties("en").keySet());
        assertThat(Phrases.properties(language).values())
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank().doesNotContain("||"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void writesEachLanguageInItsOwnLetters(String language) {
        Phrases.properties(language).forEach((key, text) -> {
            if (key.toString().startsWith("say.")) {
                String words = text.toString().replaceAll("\\{\\w+}", "");
                assertThat(Script.of(language).writes(words))
                        .as("%s %s", language, key)
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void saysEverythingWithoutAnEmptyPlace(String language) {
        Phrases phrases = Objects.requireNonNull(Phrases.all().get(language));
        for (Object key : Phrases.properties(language).keySet()) {
            if (key.toString().startsWith("say.")) {
                assertThat(phrases.say(key.toString().substring(4), "Asha")).doesNotContain("{", "}");
            }
        }
    }
}
