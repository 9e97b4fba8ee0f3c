package io.antiphon.control.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
    private static final String WRITTEN = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void readsWhatOpensslWrites() {
        assertThat(MasterKey.parse(WRITTEN).bytes())
                .hasSize(MasterKey.BYTES)
                .startsWith(0, 1, 2)
                .endsWith(31);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAEC", "not base64!", WRITTEN + "AA==", "0123456789abcdef0123456789abcdef"})
    void refusesWhatCannotBeOneWithoutShowingIt(String text) {
        var refusal = assertThatThrownBy(() -> MasterKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
        if (!text.isEmpty()) {
            refusal.hasMessageNotContaining(text);
        }
    }

    @Test
    void tellsItselfFromOthersAndShowsNothing() {
        MasterKey key = MasterKey.parse(WRITTEN);
        byte[] other = key.bytes();
        other[31] ^= 1;
        assertThat(key.fingerprint())
                .hasSize(8)
                .isEqualTo(MasterKey.parse(WRITTEN).fingerprint())
                .isNotEqualTo(new MasterKey(other).fingerprint());
        assertThat(key).hasToString("MasterKey[hidden]");
    }
}
