package io.antiphon.providers.local.ear;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordErrorsTest {
    @Test
    void countsSubstitutionsOmissionsAndInsertions() {
        assertThat(WordErrors.between("please call me back", "please call me back"))
                .isEqualTo(new WordErrors(0, 4));
        assertThat(WordErrors.between("please call me back", "please tell me back"))
                .isEqualTo(new WordErrors(1, 4));
        assertThat(WordErrors.between("please call me back", "call me back now"))
                .isEqualTo(new WordErrors(2, 4));
        assertThat(WordErrors.between("press 1", "")).isEqualTo(new WordErrors(2, 2));
    }
}
