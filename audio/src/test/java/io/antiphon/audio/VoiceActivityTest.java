package io.antiphon.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VoiceActivityTest {
    private final SileroVad vad = new SileroVad();

    @Test
    void takesNoiseAndTonesForNoSpeech() {
        VoiceActivity noise = vad.listenUngated(8_000);
        VoiceActivity tone = vad.listenUngated(16_000);
        Random random = new Random(5);
        short[] sine = Tone.samples(440, 16_000, 16_000 * 3, -10);
        for (int i = 0; i < 150; i++) {
            float inNoise = noise.hear(LevelTest.noise(random, -30));
            float inTone = tone.hear(new Frame(Arrays.copyOfRange(sine, i * 320, (i + 1) * 320), 16_000));
            if (i > 25) {
                assertThat(inNoise).isBetween(0f, 0.3f);
                assertThat(inTone).isBetween(0f, 0.5f);
            }
        }
        assertThat(noise.inferences()).isEqualTo(150 * 160 / 256);
    }

    @Test
    void doesNotTroubleTheModelWithSilence() {
        VoiceActivity activity = vad.listen(8_000);
        for (int i = 0; i < 500; i++) {
            assertThat(activity.hear(Frame.silence(8_000))).isZero();
        }
        assertThat(activity.inferences()).isZero();
        activity.hear(LevelTest.noise(new Random(1), -20));
        activity.hear(LevelTest.noise(new Random(2), -20));
        // The window that opened the gate, and the one before it.
        assertThat(activity.inferences()).isEqualTo(2);
    }

    @Test
    void keepsStreamsApartAndStartsAfreshAfterReset() {
        VoiceActivity one = vad.listenUngated(8_000);
        VoiceActivity other = vad.listenUngated(8_000);
        float[] first = probabilities(one, 7);
        probabilities(other, 8);
        one.reset();
        other.reset();
        assertThat(probabilities(one, 7)).isEqualTo(first);
        assertThat(probabilities(other, 7)).isEqualTo(first);
    }

    @Test
    void saysWhichRatesItHears() {
        assertThatThrownBy(() -> vad.listen(24_000)).hasMessageContaining("8000 or 16000 Hz, not 24000 Hz: resample");
        VoiceActivity activity = vad.listen(8_000);
        assertThatThrownBy(() -> activity.hear(Frame.silence(16_000))).hasMessageContaining("8000 Hz, not 16000 Hz");
    }

    private static float[] probabilities(VoiceActivity activity, long seed) {
        Random random = new Random(seed);
        float[] result = new float[50];
        for (int i = 0; i < result.length; i++) {
            result[i] = activity.hear(LevelTest.noise(random, -25));
        }
        return result;
    }
}
