package io.antiphon.providers.local.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.testkit.HeardSound;
import io.antiphon.testkit.TextToSpeechContract;
import org.junit.jupiter.api.Test;

class FreeTtsTest extends TextToSpeechContract {
    private static final FreeTts FREETTS = new FreeTts(2);

    @Override
    protected TextToSpeech synthesiser() {
        return FREETTS;
    }

    private static HeardSound spoken(String text) throws Exception {
        var sound = new HeardSound();
        try (var voice = FREETTS.open(new VoiceSettings("en-IN", null, 1, 8_000))) {
            voice.speak(text, sound);
        }
        return sound;
    }

    @Test
    void tellsWhereEachWordLies() throws Exception {
        String text = "Hello there. Call at 5:30, or [see page 4] **tomorrow**!";
        var sound = spoken(text);
        assertThat(sound.words().stream().map(word -> text.substring(word.from(), word.to())))
                .containsExactly("Hello", "there", "Call", "at", "5:30", "or", "tomorrow");
        assertThat(sound.words().getFirst().startMillis()).isCloseTo(20, within(2));
        assertThat(sound.words().getLast().endMillis()).isGreaterThan(sound.millis() - 400);
    }

    @Test
    void putsTheSilenceBetweenSentencesOutsideTheWords() throws Exception {
        var sound = spoken("Yes. No.");
        var samples = sound.samples();
        var second = sound.words().get(1);
        int loudest = 0;
        for (int i = second.startMillis() * 16; i < second.endMillis() * 16; i++) {
            loudest = Math.max(loudest, Math.abs(samples[i]));
        }
        assertThat(loudest).isGreaterThan(1_000);
    }

    @Test
    void livesWithLettersItDoesNotKnow() throws Exception {
        assertThat(spoken("Café Zoë — naïve résumé…").loudest()).isGreaterThan(500);
        assertThat(spoken("नमस्ते").millis()).isZero();
        assertThat(spoken("Antidisestablishmentarianism xqzzt 12345678901234567890")
                        .loudest())
                .isGreaterThan(500);
    }
}
