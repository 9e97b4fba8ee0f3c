package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers who give what they were asked for piece by piece, in the languages that there are words for. */
class DictatingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hi-IN | आपका फ़ोन नंबर क्या है?        | नौ आठ डबल सात छह    | पाँच चार तीन दो एक
            hi-IN | Aapka phone number kya hai? | nau aath double saat chhe | paanch char teen do ek
            hi-IN | आपका फ़ोन नंबर क्या है?        | ९८७७६             | ५४३२१
            mr-IN | तुमचा फोन नंबर सांगा?         | नऊ आठ डबल सात सहा   | पाच चार तीन दोन एक
            ta-IN | உங்கள் தொலைபேசி எண் என்ன?   | ஒன்பது எட்டு டபுள் ஏழு ஆறு | ஐந்து நாலு மூணு ரெண்டு ஒண்ணு
            ta-IN | Unga phone number enna?     | ombadhu ettu double ezhu aaru | anju naalu moonu rendu onnu
            es-MX | ¿Cuál es su número de teléfono? | nueve ocho doble siete seis | cinco cuatro tres dos uno
            fr-FR | Quel est votre numéro de téléphone ? | zéro six douze | trente-quatre cinquante-six soixante-dix-huit
            de-DE | Wie ist Ihre Telefonnummer? | null eins sieben sechs zwo | fünf vier drei zwei eins
            """)
    void someoneWhoDictatesIsWaitedForAndAnsweredAtTheLastDigit(
            String language, String question, String first, String rest) {
        Script script = new Script();
        script.language = language;
        script.greeting = question;
        Dialogue call = new Dialogue(script);
        call.hears(question);
        call.speaks(first);
        call.silence(2300);
        assertThat(answers(call)).as("in the middle of the number").isZero();
        call.speaks(rest);
        call.silence(400);
        assertThat(answers(call)).as("at its end").isOne();
        call.listens();
        assertThat(call.callerLines()).containsExactly(first + " " + rest);
    }

    @Test
    void whatIsNotAskedForIsNotWaitedFor() {
        Script script = new Script();
        script.language = "hi-IN";
        script.greeting = "आप कैसे हैं?";
        Dialogue call = new Dialogue(script);
        call.listens();
        call.speaks("नौ आठ सात");
        call.silence(700);
        assertThat(answers(call)).isOne();
    }

    private static long answers(Dialogue call) {
        return call.decisions().stream().filter("ANSWER"::equals).count();
    }
}
