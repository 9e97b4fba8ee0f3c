package io.antiphon.control.reservations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of reservations, as they are written, spelled and heard. */
class ConfirmationNumberTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TBL4729 | TBL4729",
                "tbl-4729 | TBL4729",
                "T B L 4 7 2 9 | TBL4729",
                "T-B-L, four seven two nine | TBL4729",
                "TBL four seven two nine | TBL4729",
                "tango bravo lima dash double five | TBL55",
                "Alfa Juliett X-ray niner | AJX9",
                "P as in Peter, eight one | P81",
                "B for Bertha triple zero seven | B0007",
                "forty seven twelve | 4712",
                "twenty oh five | 2005",
                "double u 77 | W77",
                "QWERTZ | QWERTZ",
                "87 | 87"
            })
    void readsHoweverItIsWritten(String said, String number) {
        assertThat(ConfirmationNumber.of(said).map(ConfirmationNumber::text)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "they gave none", "confirmation number TBL4729", "under the guest's name"})
    void readsNothingIntoOtherWords(String said) {
        assertThat(ConfirmationNumber.of(said)).isEmpty();
    }

    @Test
    void takesNoMoreThanAnyoneWouldSpell() {
        assertThat(ConfirmationNumber.of("1".repeat(20))).isPresent();
        assertThat(ConfirmationNumber.of("1".repeat(21))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TBL4729 | Your number is T B L, four seven two nine.",
                "TBL4729 | That is TBL 4729, thank you.",
                "TBL4729 | It's tbl-4729.",
                "TBL4729 | tango bravo lima uh forty seven, twenty nine",
                "TBL4729 | tee be el four seven to nine",
                "B5507 | b as in boy, double five, oh seven",
                "B5507 | bee double five zero seven",
                "W777 | double you triple seven",
                "PQRS | papa quebec romeo sierra",
                "4712 | forty seven twelve"
            })
    void isHeardHoweverItIsSpelled(String number, String said) {
        assertThat(new ConfirmationNumber(number).isIn(List.of("Good evening.", said, "See you then.")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TBL4728 | Your number is T B L, four seven two nine.",
                "TBL4729 | T B L, and we see you at seven. Table four, seven to nine.",
                "WITHOUT | We do it without a number.",
                "TONIGHT | See you tonight.",
                "87 | Your number is 87.",
                "5551234567 | Call 555 123 4567.",
                "4729 | We do not give numbers.",
                "1930 | At seven thirty."
            })
    void isNotHeardInOtherWords(String number, String said) {
        assertThat(new ConfirmationNumber(number).isIn(List.of(said))).isFalse();
    }

    @Test
    void isHeardOverTheEndsOfLines() {
        var number = new ConfirmationNumber("TBL4729");
        assertThat(number.isIn(List.of("The number is T B L.", "Four seven", "two nine.")))
                .isTrue();
        assertThat(number.isIn(List.of("The number is T B L.", "Please wait.", "Four seven two nine.")))
                .isFalse();
        assertThat(number.isIn(List.of())).isFalse();
    }
}
