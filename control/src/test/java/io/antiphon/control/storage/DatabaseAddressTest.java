package io.antiphon.control.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @Test
    void readsTheUsualForm() {
        var address = DatabaseAddress.parse("postgres://ann:p%40ss+%2Fword@db.example:6543/voice?sslmode=require");
        assertThat(address.url()).isEqualTo("jdbc:postgresql://db.example:6543/voice?sslmode=require");
        assertThat(address.owner()).isEqualTo(new DatabaseAddress.Login("ann", "p@ss+/word"));
        assertThat(address.application()).isNull();
    }

    @Test
    void readsTheLongSchemeAndLeavesOutWhatIsNotThere() {
        var address = DatabaseAddress.parse("postgresql://db.example/voice");
        assertThat(address.url()).isEqualTo("jdbc:postgresql://db.example/voice");
        assertThat(address.owner()).isNull();
    }

    @Test
    void takesAnAddressOfTheDriverAsItIs() {
        assertThat(DatabaseAddress.parse("jdbc:postgresql://h/d?user=u&password=secret")
                        .url())
                .isEqualTo("jdbc:postgresql://h/d?user=u&password=secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ann:secret@h/d",
                "postgres://ann:secret@h",
                "postgres://ann:sec ret@h/d",
                "postgres:///d",
                ""
            })
    void refusesWhatItCannotReadWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> DatabaseAddress.parse(text))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("DATABASE_URL")
                .hasMessageNotContaining("ret@")
                .hasNoCause();
    }

    @Test
    void keepsPasswordsOutOfItsText() {
        assertThat(DatabaseAddress.parse("postgres://ann:secret@h/d").toString())
                .doesNotContain("secret");
        assertThat(DatabaseAddress.parse("jdbc:postgresql://h/d?user=u&password=secret")
                        .toString())
                .doesNotContain("secret");
        assertThat(new DatabaseAddress.Login("ann", "secret").toString()).doesNotContain("secret");
    }
}
