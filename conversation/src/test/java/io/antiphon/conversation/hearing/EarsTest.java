package io.antiphon.conversation.hearing;

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

    @Test
    void aSoundThatHasJustBegunHoldsTheAnswerBackForAWhile() {
        speak();
        for (int i = 0; i < 30; i++) {
            hearing.frame(new Frame(new short[160], 8000), 0, tick++);
        }
        assertThat(hearing.caller(true).stirring()).isFalse();
        tone(1, 0);
        assertThat(hearing.caller(true).stirring()).isTrue();
        tone(10, 0);
        assertThat(hearing.caller(true).stirring()).isFalse();
    }

    @Test
    void aCrowdBehindTheCallerHoldsNoTurn() {
        crowd(100, 0);
        speak();
        crowd(50, 1);
        assertThat(hearing.silentMillis()).isGreaterThan(700);
    }

    /** People a little further away: their syllables stand 12 dB out of what lies between them, and may be taken for speech. */
    private void crowd(int frames, float speech) {
        for (int i = 0; i < frames; i++) {
            tone(1, speech, i % 10 < 3 ? 1700 : 450);
        }
    }

    private void speak() {
        tone(30, 1);
        assertThat(hearing.inStretch()).isTrue();
    }

    private void tone(int frames, float speech) {
        tone(frames, speech, 8000);
    }

    private void tone(int frames, float speech, int amplitude) {
        for (int i = 0; i < frames; i++) {
            short[] samples = new short[160];
            for (int s = 0; s < samples.length; s++) {
                samples[s] = (short) (amplitude * Math.sin(0.11 * (i * 160 + s)));
            }
            hearing.frame(new Frame(samples, 8000), speech, tick++);
        }
    }
}
