package io.antiphon.conversation.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.conversation.turntaking.Collecting.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for, and when it is given, in the languages that there are words for. */
class CollectingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en-IN | Thank you. Could you give me your mobile number, please? | PHONE_NUMBER
            en-IN | What is the 4-digit PIN?                       | CODE
            en-IN | Is that your phone number?                     | YES_OR_NO
            en-IN | We will call your phone number.                | NOTHING
            hi-IN | आपका फ़ोन नंबर क्या है?                              | PHONE_NUMBER
            hi-IN | धन्यवाद। अपना मोबाइल नंबर बताइए।                     | PHONE_NUMBER
            hi-IN | aapka phone number kya hai?                    | PHONE_NUMBER
            hi-IN | Apna mobile number bataiye                     | PHONE_NUMBER
            hi-IN | कृपया छह अंकों का कोड बताइए।                          | CODE
            hi-IN | kripya chhah ankon ka code bataiye             | CODE
            hi-IN | आपका ईमेल क्या है?                                  | EMAIL
            hi-IN | किस तारीख को आएंगे?                                 | DATE
            hi-IN | अपने नाम की स्पेलिंग बताइए                              | SPELLING
            hi-IN | आपकी उम्र क्या है?                                  | NUMBER
            hi-IN | क्या यह सही है?                                    | YES_OR_NO
            hi-IN | Theek hai?                                     | YES_OR_NO
            hi-IN | आप कैसे हैं?                                       | NOTHING
            mr-IN | तुमचा मोबाईल नंबर सांगा                              | PHONE_NUMBER
            mr-IN | सहा अंकी कोड सांगाल का?                            | CODE
            mr-IN | कोणत्या तारखेला?                                    | DATE
            mr-IN | हे बरोबर आहे का?                                   | YES_OR_NO
            ta-IN | உங்கள் தொலைபேசி எண் என்ன?                         | PHONE_NUMBER
            ta-IN | Unga phone number sollunga                     | PHONE_NUMBER
            ta-IN | ஆறு இலக்க குறியீட்டைச் சொல்லுங்கள்                    | CODE
            ta-IN | எந்த தேதி வேண்டும்?                                 | DATE
            ta-IN | இது சரியா?                                       | YES_OR_NO
            es-MX | ¿Cuál es su número de teléfono?                | PHONE_NUMBER
            es-MX | Dígame el código de cuatro dígitos.            | CODE
            es-MX | ¿Cuál es su correo electrónico?                | EMAIL
            es-MX | ¿Qué día le conviene?                          | DATE
            es-MX | ¿Puede deletrear su apellido?                  | SPELLING
            es-MX | ¿Es correcto?                                  | YES_OR_NO
            fr-FR | Quel est votre numéro de téléphone ?           | PHONE_NUMBER
            fr-FR | Donnez-moi le code à quatre chiffres.          | CODE
            fr-FR | Quelle est votre adresse e-mail ?              | EMAIL
            fr-FR | Pouvez-vous épeler votre nom ?                 | SPELLING
            fr-FR | Est-ce que c’est exact ?                       | YES_OR_NO
            de-DE | Wie ist Ihre Telefonnummer?                    | PHONE_NUMBER
            de-DE | Bitte nennen Sie den sechsstelligen Code.      | CODE
            de-DE | Wie lautet Ihre E-Mail-Adresse?                | EMAIL
            de-DE | Wie ist Ihr Geburtsdatum?                      | DATE
            de-DE | Können Sie das bitte buchstabieren?            | SPELLING
            de-DE | Wie ist Ihre Kundennummer?                     | NUMBER
            de-DE | Ist das richtig?                               | YES_OR_NO
            """)
    void hearsWhatIsAskedFor(String language, String agent, Kind kind) {
        assertThat(Wording.of(language).askedBy(agent).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en-IN | four-digit        | four-digit        | 4
            en-IN | 10 digit          |                   | 10
            hi-IN | चार अंकों            | ४ अंकों              | 4
            ta-IN | நான்கு இலக்க       | ௪ இலக்க           | 4
            mr-IN | चार अंकी            |                   | 4
            es-ES | de cuatro dígitos | de 4 cifras       | 4
            fr-FR | à quatre chiffres | à 4 chiffres      | 4
            de-DE | vierstelligen     | 4-stelligen       | 4
            """)
    void hearsHowLongACodeIs(String language, String one, String other, int length) {
        for (String form : other == null ? List.of(one) : List.of(one, other)) {
            assertThat(Wording.of(language).askedBy(form + " code?").length())
                    .as(form)
                    .isEqualTo(length);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | nine eight double seven six         | 5
            en | triple five                         | 3
            en | nine double                         | 1
            en | twenty one thirty                   | 4
            hi | नौ आठ सात छह पाँच चार तीन दो एक शून्य    | 10
            hi | nau aath saat chhe paanch char teen do ek shunya | 10
            hi | ९८७६५                                | 5
            hi | डबल नौ आठ                              | 3
            hi | nine eight double saat              | 4
            mr | नऊ आठ सात सहा पाच चार तीन दोन एक शून्य    | 10
            mr | nau aath saat saha paach char teen don ek shunya | 10
            ta | ஒன்பது எட்டு ஏழு ஆறு ஐந்து நான்கு மூன்று இரண்டு ஒன்று பூஜ்யம் | 10
            ta | ombadhu ettu ezhu aaru anju naalu moonu rendu onnu poojyam | 10
            ta | ௯௮௭௬௫                                | 5
            ta | டபுள் ஏழு                              | 2
            es | nueve ocho siete seis cinco cuatro tres dos uno cero | 10
            es | seis doce treinta y cuatro          | 5
            es | doble cero siete                    | 3
            fr | neuf huit sept six cinq quatre trois deux un zéro | 10
            fr | zéro six douze trente-quatre        | 6
            fr | soixante-dix-huit quatre-vingt-dix-neuf vingt et un | 6
            de | neun acht sieben sechs fünf vier drei zwei eins null | 10
            de | null eins siebenundachtzig zwo      | 5
            de | doppel fünf                         | 2
            """)
    void countsDigits(String language, String said, int count) {
        assertThat(new NumberWords(Lexicon.of("collecting", language)).digits(Lexicon.plain(said)))
                .isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hi-IN | आपका ईमेल क्या है?       | आशा एट                 | आशा एट एग्ज़ाम्पल डॉट कॉम
            hi-IN | aapka email kya hai?   | asha at the rate     | asha at the rate example dot com
            hi-IN | किस तारीख को?           | चौदह                    | चौदह मार्च
            hi-IN | kis tareekh ko?        | march                | das march
            hi-IN | किस तारीख को?           | १४                    | परसों
            hi-IN | नाम की स्पेलिंग बताइए      | ए एस एच                | ए एस एच ए बस
            hi-IN | naam ki spelling bataiye | a s h              | a s h a bas
            mr-IN | कोणती तारीख?           | चौदा                    | चौदा मार्च
            ta-IN | எந்த தேதி?             | பதினான்கு              | மார்ச் பதினான்கு
            ta-IN | மின்னஞ்சல் என்ன?        | ஆஷா அட்                | ஆஷா அட் எக்ஸாம்பிள் டாட் காம்
            es-MX | ¿Qué fecha?            | catorce              | catorce de marzo
            es-MX | ¿Cuál es su correo?    | ana arroba           | ana arroba ejemplo punto com
            es-MX | ¿Cómo se deletrea? Deletréelo. | a ene        | a ene a eso es todo
            fr-FR | Quelle date ?          | quatorze             | le quatorze mars
            fr-FR | Quelle date ?          | mars                 | le premier mars
            fr-FR | Quelle adresse e-mail ? | anne arobase        | anne arobase exemple point fr
            de-DE | Welches Datum?         | am vierzehnten       | am vierzehnten März
            de-DE | Welches Datum?         | März                 | 14.3.
            de-DE | Ihre E-Mail-Adresse?   | anna ät              | anna ät beispiel punkt de
            de-DE | Bitte buchstabieren Sie. | m a i              | m a i e r das war's
            """)
    void tellsPartsFromTheWhole(String language, String agent, String part, String whole) {
        Wording wording = Wording.of(language);
        Collecting asked = wording.askedBy(agent);
        assertThat(wording.of(part, asked, false).ending()).as(part).isEqualTo(Scene.Ending.DICTATING);
        assertThat(wording.of(whole, asked, false).ending()).as(whole).isEqualTo(Scene.Ending.COMPLETE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hi-IN | क्या यह सही है?    | जी हाँ
            hi-IN | kya yeh sahi hai? | nahi
            mr-IN | हे बरोबर आहे का?  | होय
            ta-IN | இது சரியா?      | இல்லை
            es-ES | ¿Es correcto?   | sí
            fr-FR | C’est exact ?   | tout à fait
            de-DE | Ist das richtig? | ja
            """)
    void aYesOrANoIsAllThatSuchAQuestionWants(String language, String agent, String caller) {
        Wording wording = Wording.of(language);
        assertThat(wording.of(caller, wording.askedBy(agent), false).ending()).isEqualTo(Scene.Ending.COMPLETE);
    }

    @Test
    void aLetterAndItsMarkMayBeWrittenAsOneOrAsTwo() {
        NumberWords german = new NumberWords(Lexicon.of("collecting", "de"));
        assertThat(german.digits(Lexicon.plain("f\u00fcnf fu\u0308nf"))).isEqualTo(2);
        Wording hindi = Wording.of("hi-IN");
        for (String phone : List.of("\u095e\u094b\u0928", "\u092b\u093c\u094b\u0928")) {
            assertThat(hindi.askedBy("अपना " + phone + " नंबर बताइए").kind()).isEqualTo(Kind.PHONE_NUMBER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hi", "mr", "ta", "es", "fr", "de"})
    void everyLanguageHasAWordForWhateverEnglishHasOneFor(String language) {
        Lexicon english = Lexicon.of("collecting", "en");
        Lexicon lexicon = Lexicon.of("collecting", language);
        for (String key : List.of(
                "requests",
                "phone",
                "code",
                "sizes",
                "number",
                "email",
                "date",
                "spell",
                "yes_or_no",
                "yes_or_no_at_end",
                "digit_0",
                "digit_1",
                "digit_2",
                "digit_3",
                "digit_4",
                "digit_5",
                "digit_6",
                "digit_7",
                "digit_8",
                "digit_9",
                "ten",
                "teens",
                "twice",
                "thrice",
                "at",
                "dot",
                "domains",
                "days",
                "months",
                "named_days",
                "answers",
                "closings")) {
            assertThat(lexicon.own(key)).as(key).isNotEmpty();
        }
        assertThat(lexicon.own("months")).isNotEqualTo(english.own("months")).hasSizeGreaterThanOrEqualTo(12);
    }
}
