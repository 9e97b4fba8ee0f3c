package io.antiphon.providers.local.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.antiphon.ports.speech.EarSettings.Domain;
import io.antiphon.providers.local.ear.Prompts.Prompt;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person's voice, ten prompts: bounds far from what is reached, so that only a regression is seen. */
@Tag("recorded-speech")
class RecordedSpeechTest {
    private static final int COUNT = 10;

    @BeforeAll
    static void needsTheRecordings() {
        assumeTrue(Prompts.areInstalled(), "install asterisk-core-sounds-en-wav and -g722 to hear a person");
    }

    @Test
    void understandsAPersonWhoKeepsToTheAgentsTexts() throws Exception {
        Prompts prompts = Prompts.read();
        List<Prompt> some = prompts.ofWords(4, 6).subList(0, COUNT);
        var domain = new Domain("prompts", prompts.texts(), List.of());
        try (var recogniser = new Sphinx4(1)) {
            var measure = new WordErrorRate(recogniser, false);
            assertThat(measure.of(some, domain, 16_000).rate())
                    .as("word error rate at 16 kHz")
                    .isLessThan(0.15);
            assertThat(measure.of(some, domain, 8000).rate())
                    .as("word error rate over the telephone")
                    .isLessThan(0.35);
        }
    }
}
