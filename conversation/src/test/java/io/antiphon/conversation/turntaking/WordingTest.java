package io.antiphon.conversation.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.conversation.turntaking.Scene.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en-IN | uh-huh
            en-IN | yeah, I see.
            hi-IN | हाँ जी
            hi-IN | haan theek hai
            hi-IN | okay accha
            mr-IN | हो बरोबर
            ta-IN | சரி
            ta-IN | seri okay
            es-MX | sí, de acuerdo
            fr-FR | ah oui d'accord
            de-DE | ja genau
            """)
    void someoneWhoOnlyListensSaysNothing(String language, String text) {
        assertThat(words(language, text).count()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en-IN | okay stop
            hi-IN | haan lekin ruko
            ta-IN | சரி நிறுத்துங்கள்
            es-MX | sí pero espere
            fr-FR | oui mais attendez
            de-DE | ja aber warten Sie
            en-IN | hello
            """)
    void aWordMoreIsMeant(String language, String text) {
        assertThat(words(language, text).count()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en-IN | I want to ask about the
            hi-IN | मुझे दर्द है और
            hi-IN | mujhe dard hai lekin
            es-MX | quiero preguntar por
            fr-FR | je voudrais savoir si
            de-DE | ich wollte fragen ob
            """)
    void nobodyEndsWithTheseWords(String language, String text) {
        assertThat(words(language, text).ending()).isEqualTo(Ending.INCOMPLETE);
    }

    @Test
    void aHelloOverTheGreetingIsNoInterruption() {
        assertThat(Wording.of("en").of("hello", Collecting.NOTHING, true).count())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What is your phone number?             | nine eight seven six                        | DICTATING
            What is your phone number?             | 98765 43210                                 | COMPLETE
            Could you tell me your mobile number?  | nine eight double seven six five four three two one | COMPLETE
            Please enter your six-digit code.      | one two three                               | DICTATING
            Please enter your six-digit code.      | one two three four five six                 | COMPLETE
            What is your e-mail address?           | asha at                                     | DICTATING
            What is your e-mail address?           | asha at example dot com                     | COMPLETE
            On which day would you like to come? What date? | the fourteenth                     | DICTATING
            What date would suit you?              | the fourteenth of march                     | COMPLETE
            What date would suit you?              | tomorrow                                    | COMPLETE
            Could you spell your name?             | a s h                                       | DICTATING
            Could you spell your name?             | a s h a that's it                           | COMPLETE
            Is that right?                         | yes                                         | COMPLETE
            How are you today?                     | fine                                        | UNSURE
            """)
    void whatIsAskedForTellsWhenItIsGiven(String agent, String caller, Ending ending) {
        Wording wording = Wording.of("en");
        assertThat(wording.of(caller, wording.askedBy(agent), false).ending()).isEqualTo(ending);
    }

    private static Scene.Words words(String language, String text) {
        return Wording.of(language).of(text, Collecting.NOTHING, false);
    }
}
