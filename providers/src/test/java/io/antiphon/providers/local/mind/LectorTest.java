package io.antiphon.providers.local.mind;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Passage;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece.StopReason;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.mind.ToolDescription;
import io.antiphon.providers.local.embedding.MiniLm;
import io.antiphon.testkit.HeardAnswer;
import io.antiphon.testkit.LanguageModelContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LectorTest extends LanguageModelContract {
    private static final Lector LECTOR = new Lector();
    private static final ToolDescription END_CALL = new ToolDescription("end_call", "Ends the call", "{}");

    private static final Passage BREATH = passage("Breathlessness", """
            # Breathlessness [1]
            Breathlessness frightens both the patient and the family. Open a window and let a fan blow across the \
            face, because moving air eases the feeling. Sit the patient up, leaning forward on a pillow. Speak \
            calmly and stay close. The chapter on oxygen has more on this subject (see page 12). If the lips turn \
            blue or the breath stops, call an ambulance at once.""");
    private static final Passage CONSTIPATION = passage("Constipation", """
            Opioid medicines slow the bowel. Give plenty of water, fruit and warm drinks through the day. A \
            laxative is usually started together with the opioid. Ask your nurse when there was no stool for three \
            days.""");
    private static final Passage NIGHT = passage("Nights", """
            At night the patient may wake up confused. Leave a small light on and keep a bell within reach. \
            Change the side on which the patient lies every few hours. Families can take turns, so that everyone \
            gets some sleep.""");

    @Override
    protected LanguageModel model() {
        return LECTOR;
    }

    private static Passage passage(String title, String text) {
        return new Passage(title + ".md", title, "", 1, text, "0123456789abcdef", 1);
    }

    private static Findings findings(Passage... passages) {
        return new Findings(List.of(passages), 0.8, true);
    }

    private static HeardAnswer answer(Lector lector, Findings findings, String language, String... talk) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < talk.length; i++) {
            boolean caller = (talk.length - i) % 2 == 1;
            messages.add(caller ? new Message.Caller(talk[i]) : new Message.Agent(talk[i], List.of()));
        }
        var answer = new HeardAnswer();
        try {
            lector.answer(new Prompt("Be kind.", messages, List.of(END_CALL), findings, language, "Asha"), answer);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return answer;
    }

    private static String said(Findings findings, String... talk) {
        return answer(LECTOR, findings, "en-IN", talk).text();
    }

    private static HeardAnswer withoutFindings(String... talk) {
        return answer(LECTOR, Findings.none(), "en", talk);
    }

    @Test
    void readsTheSentencesThatAnswer() {
        assertThat(said(findings(BREATH, CONSTIPATION, NIGHT), "Will a fan help when she is short of breath?"))
                .contains("let a fan blow across the face")
                .doesNotContain("laxative");
        assertThat(said(findings(CONSTIPATION, BREATH), "should we start a laxative with the opioid"))
                .contains("A laxative is usually started together with the opioid.");
        assertThat(said(findings(NIGHT, BREATH), "how can the families get some sleep"))
                .contains("Families can take turns");
    }

    @Test
    void findsTheSentenceInALowerPassageToo() {
        assertThat(said(findings(NIGHT, BREATH, CONSTIPATION), "should i open a window for air"))
                .contains("Open a window");
    }

    @Test
    void staysShortEnoughToListenTo() {
        for (String question : List.of("What about breathlessness?", "night", "no stool for three days", "xyzzy")) {
            String text = said(findings(BREATH, CONSTIPATION, NIGHT), question);
            assertThat(text.split("\\s+")).as(question).hasSizeLessThanOrEqualTo(80);
            assertThat(text.split("(?<=[.!?])\\s")).as(question).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void keepsTheSentenceThatSendsForHelp() {
        assertThat(said(findings(BREATH), "does a fan help")).contains("fan").endsWith("call an ambulance at once.");
        assertThat(said(findings(CONSTIPATION), "what should she drink"))
                .contains("warm drinks")
                .contains("Ask your nurse");
    }

    @Test
    void neverSpeaksMarksOrSources() {
        String text = said(findings(BREATH), "where is more about oxygen on which page");
        assertThat(text).doesNotContain("[", "]", "(", "#", "page 12");
    }

    @Test
    void letsAShortQuestionLeanOnTheOneBefore() {
        assertThat(said(findings(NIGHT, BREATH), "My mother gets confused", "I see.", "and at night?"))
                .contains("At night the patient may wake up confused.");
    }

    @Test
    void saysThatItDoesNotKnow() {
        var first = withoutFindings("What does the train to Pune cost?");
        assertThat(first.text()).isEqualTo("I am sorry, I do not have that in my notes, and I would rather not guess.");
        assertThat(first.done().reason()).isEqualTo(StopReason.UNKNOWN);
        var second = withoutFindings("What does the train to Pune cost?", first.text(), "And to Delhi?");
        assertThat(second.text()).startsWith("I do not have that in my notes either.");
        assertThat(second.done().reason()).isEqualTo(StopReason.UNKNOWN);
    }

    @Test
    void doesNotReadFromFindingsThatDoNotAnswer() {
        var weak = new Findings(List.of(BREATH), 0.2, false);
        assertThat(answer(LECTOR, weak, "en", "Will a fan help?").done().reason())
                .isEqualTo(StopReason.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "Hello!,                        'Hello, this is Asha.'",
        "'hello, good morning',         'Hello, this is Asha.'",
        "Okay thank you so much,        You are welcome.",
        "Yes.,                          'Please go ahead'",
        "ok,                            'Please go ahead'",
        "no,                            All right.",
        "Are you a human?,              'I am Asha, an AI assistant.'",
        "um who am I speaking to please, 'I am Asha, an AI assistant.'",
        "Can I speak to a real person now please?, 'I am Asha, an AI assistant, and I cannot connect you'",
        "..., Sorry",
        "'', Sorry",
        "um, Sorry",
    })
    void knowsTheSmallTalkOfACall(String heard, String said) {
        var answer = withoutFindings(heard);
        assertThat(answer.text()).startsWith(said);
        assertThat(answer.done().reason()).isEqualTo(StopReason.COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Should I repeat the dose once she has vomited it",
                "Hello, my mother has pain",
                "Thank you but what about the nights",
                "yes and how often",
                "Is it right to give water"
            })
    void takesAQuestionForAQuestion(String heard) {
        assertThat(withoutFindings(heard).done().reason()).isEqualTo(StopReason.UNKNOWN);
    }

    @Test
    void repeatsWhatItSaidLast() {
        assertThat(said(Findings.none(), "Hm?", "Open a window.", "Sorry, can you repeat that?"))
                .isEqualTo("Open a window.");
        assertThat(said(Findings.none(), "Pardon?")).startsWith("Hello");
    }

    @Test
    void saysGoodbyeAndThenEndsTheCall() {
        var answer = withoutFindings("That's all, thank you, bye!");
        assertThat(answer.text()).isEqualTo("Thank you for calling. Goodbye.");
        assertThat(answer.requests()).singleElement().satisfies(request -> {
            assertThat(request.name()).isEqualTo("end_call");
            assertThat(request.arguments()).isEqualTo("{}");
        });
        assertThat(answer.done().reason()).isEqualTo(StopReason.TOOLS);
    }

    @Test
    void takesANoToAnythingElseForGoodbye() {
        var offer = withoutFindings("thanks").text();
        assertThat(withoutFindings("thanks", offer, "no thank you").requests()).hasSize(1);
        assertThat(withoutFindings("hi", "Is the patient awake?", "no").requests())
                .isEmpty();
    }

    @Test
    void asksForNoToolItWasNotOffered() throws Exception {
        var answer = new HeardAnswer();
        LECTOR.answer(
                new Prompt("", List.of(new Message.Caller("bye")), List.of(), Findings.none(), "en", "Asha"), answer);
        assertThat(answer.requests()).isEmpty();
        assertThat(answer.done().reason()).isEqualTo(StopReason.COMPLETE);
    }

    @ParameterizedTest
    @CsvSource({
        "hi,      नमस्ते,            नमस्ते",
        "hi-IN,   जी,              जी",
        "hi,      आप कौन हैं?,      मैं Asha हूँ",
        "hi,      धन्यवाद,          आपका स्वागत है",
        "mr,      नमस्कार,          नमस्कार",
        "mr,      हो,              हो",
        "mr,      परत सांगा,        नमस्कार",
        "ta-IN,   வணக்கம்,          வணக்கம்",
        "ta,      நன்றி,            மகிழ்ச்சி",
        "hi-Latn, namaste,         Namaste",
        "hi-Latn-IN, aap kaun hain, Main Asha hoon",
        "fr,      hello,           Hello",
    })
    void speaksTheCallersLanguage(String language, String heard, String said) {
        assertThat(answer(LECTOR, Findings.none(), language, heard).text()).startsWith(said);
    }

    @Test
    void readsHindiToAHindiCallerAndNeverEnglish() {
        var hindi = passage(
                "सांस", "रोगी को तकिये के सहारे बिठाएँ। खिड़की खोलें और पंखा चलाएँ। ज़रूरत हो तो नर्स को फ़ोन करें।");
        assertThat(answer(LECTOR, findings(BREATH, hindi), "hi", "क्या पंखा चलाना चाहिए?")
                        .text())
                .contains("पंखा चलाएँ")
                .doesNotContainPattern("[A-Za-z]");
        var english = answer(LECTOR, findings(BREATH), "hi", "क्या पंखा चलाना चाहिए?");
        assertThat(english.done().reason()).isEqualTo(StopReason.UNKNOWN);
    }

    @Test
    void findsTheMeaningWithAnEmbedderWhereTheWordsDiffer() {
        String text = answer(
                        new Lector(new MiniLm()),
                        findings(NIGHT, BREATH),
                        "en",
                        "the relatives are exhausted and never rest, any advice")
                .text();
        assertThat(text).contains("Families can take turns");
    }
}
