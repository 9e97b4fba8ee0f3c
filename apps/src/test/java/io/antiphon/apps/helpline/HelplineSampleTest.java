package io.antiphon.apps.helpline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HelplineSampleTest {
    private static final Pattern AMOUNT =
            Pattern.compile("\\b\\d+\\s*(mg|ml|mcg|g|drops?|tablets?|puffs?)\\b", Pattern.CASE_INSENSITIVE);

    @Test
    void everyPageIsMarkedAsNotReviewed() {
        assertThat(HelplineSample.pages())
                .hasSizeGreaterThanOrEqualTo(25)
                .allSatisfy(page -> assertThat(page.markdown())
                        .startsWith("---\ntitle: ")
                        .contains("\nlanguage: en-IN\n")
                        .contains("\nreview: sample content, not reviewed by a clinician\n"));
    }

    @Test
    void noPageNamesAnAmountOfMedicine() {
        assertThat(HelplineSample.pages())
                .allSatisfy(page -> assertThat(page.markdown()).doesNotContainPattern(AMOUNT));
    }

    @Test
    void theAgentHasItsGreeting() {
        assertThat(HelplineSample.agentJson())
                .contains("\"name\": \"palli-sahayak\"")
                .contains("Hello! I am Palli Sahayak, your palliative care assistant. How can I help you today?");
    }

    @Test
    void noTestQuestionIsAmongTheLikelyOnes() {
        var likely = HelplineSample.likelyQuestions().stream()
                .map(HelplineSampleTest::plain)
                .toList();
        assertThat(likely).hasSizeGreaterThanOrEqualTo(150).contains("how can i ease breathlessness at night");
        assertThat(AskedQuestion.test()).noneMatch(asked -> likely.contains(plain(asked.text())));
    }

    @Test
    void theSplitsShareNoQuestion() {
        var dev = AskedQuestion.dev().stream().map(asked -> plain(asked.text())).toList();
        assertThat(AskedQuestion.test()).noneMatch(asked -> dev.contains(plain(asked.text())));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").strip();
    }
}
