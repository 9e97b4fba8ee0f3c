package io.antiphon.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import org.junit.jupiter.api.Test;

class EarsTest {
    private final Hearing hearing = new Hearing(new Ears());
    private long tick;

    @Test
    void soundThatIsOnlyLateIsNoSilence() {
        speak();
        for (int i = 0; i < 60; i++) {
            hearing.frame(Frame.missing(8000), 0, tick++);
        }
        assertThat(hearing.silentMillis()).isLessThan(60);
    }

    @Test
    void soundThatStaysAwayIs() {
        speak();
        for (int i = 0; i < 160; i++) {
            hearing.frame(Frame.missing(8000), 0, tick++);
        }
        assertThat(hearing.silentMillis()).isGreaterThan(1000);
    }

    private void speak() {
        for (int i = 0; i < 30; i++) {
            short[] samples = new short[160];
            for (int s = 0; s < samples.length; s++) {
                samples[s] = (short) (8000 * Math.sin(0.11 * (i * 160 + s)));
            }
            hearing.frame(new Frame(samples, 8000), 1, tick++);
        }
        assertThat(hearing.inStretch()).isTrue();
    }
}
