package io.antiphon.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelTest {
    @Test
    void measuresASineThreeDecibelsBelowItsPeak() {
        Frame tone = new Frame(Tone.samples(1_000, 8_000, 160, -10), 8_000);
        assertThat(Level.peak(tone)).isCloseTo(-10, within(0.01));
        assertThat(Level.rms(tone)).isCloseTo(-13.01, within(0.01));
    }

    @Test
    void knowsBothEndsOfTheScale() {
        assertThat(Level.rms(Frame.silence(8_000))).isEqualTo(Level.SILENCE);
        assertThat(Level.peak(Frame.silence(8_000))).isEqualTo(Level.SILENCE);
        short[] full = new short[960];
        Arrays.fill(full, Short.MIN_VALUE);
        assertThat(Level.rms(new Frame(full, 48_000))).isEqualTo(0);
        assertThat(Level.peak(new Frame(full, 48_000))).isEqualTo(0);
    }

    @Test
    void opensForSoundAboveTheNoiseAndStaysOpenAWhile() {
        EnergyGate gate = new EnergyGate();
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            gate.admits(noise(random, -50));
        }
        assertThat(gate.floor()).isCloseTo(-50, within(2.0));
        assertThat(gate.admits(noise(random, -50))).isFalse();
        assertThat(gate.admits(noise(random, -40))).isTrue();
        int open = 0;
        while (gate.admits(noise(random, -50))) {
            open++;
        }
        assertThat(open).isBetween(10, 20);
    }

    @Test
    void growsUsedToLouderNoiseWithinTwoSeconds() {
        EnergyGate gate = new EnergyGate();
        Random random = new Random(2);
        for (int i = 0; i < 100; i++) {
            gate.admits(noise(random, -55));
        }
        assertThat(gate.admits(noise(random, -30))).isTrue();
        int frames = 0;
        while (gate.admits(noise(random, -30))) {
            frames++;
        }
        assertThat(frames).isLessThan(120);
    }

    @Test
    void neverOpensForWhatNobodyCouldHear() {
        EnergyGate gate = new EnergyGate();
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            assertThat(gate.admits(noise(random, i % 40 < 20 ? -90 : -65))).isFalse();
        }
    }

    @Test
    void hearsSpeechFromTheVeryFirstFrame() {
        assertThat(new EnergyGate().admits(noise(new Random(4), -30))).isTrue();
    }

    static Frame noise(Random random, double dbfs) {
        double deviation = 32_768 * Math.pow(10, dbfs / 20);
        short[] samples = new short[160];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.clamp(Math.round(random.nextGaussian() * deviation), -32_768, 32_767);
        }
        return new Frame(samples, 8_000);
    }
}
