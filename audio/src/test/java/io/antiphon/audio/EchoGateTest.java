package io.antiphon.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoGateTest {
    private static final int RATE = 8_000;
    private static final int HOP = RATE / 50;
    private static final int SECONDS = 4;

    @ParameterizedTest
    @CsvSource({"60, 0.05, 0", "140, 0.025, 3", "200, 0.01, 0", "550, 0.05, 2"})
    void knowsTheAgentsVoiceWhenItComesBack(int delayMillis, double gain, double bend) {
        float[] agent = voice(1, 170);
        float[] caller = new float[agent.length];
        addEcho(agent, caller, delayMillis, gain, bend);
        assertThat(echoes(agent, caller, 25)).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @CsvSource({"60, 0.05", "200, 0.025"})
    void hearsACallerWhoTalksOverTheEcho(int delayMillis, double gain) {
        float[] agent = voice(1, 170);
        float[] caller = voice(2, 120);
        addEcho(agent, caller, delayMillis, gain, 0);
        assertThat(echoes(agent, caller, 25)).isLessThan(0.1);
    }

    /** Two who speak at once are alike at some delay for a moment, most of all at one that no line has. */
    @ParameterizedTest
    @CsvSource({"170, 120", "170, 165", "120, 121", "210, 105"})
    void hearsACallerOfAnyPitchWhereThereIsNoEcho(double agentsPitch, double callersPitch) {
        for (int seed = 1; seed <= 8; seed++) {
            assertThat(echoes(voice(seed, agentsPitch), voice(100 + seed, callersPitch), 0))
                    .isLessThan(0.35);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.05"})
    void hasNothingToAskWhileNothingIsPlayed(double gain) {
        EchoGate gate = new EchoGate(RATE);
        float[] caller = voice(2, 120);
        for (int i = 0; i + HOP <= caller.length; i += HOP) {
            gate.hear(frame(caller, i, gain), null);
            assertThat(gate.isOpen()).isTrue();
            assertThat(gate.isEcho()).isFalse();
        }
    }

    /** Share of the loud frames from one on that are taken for the agent's. */
    private static double echoes(float[] agent, float[] caller, int from) {
        EchoGate gate = new EchoGate(RATE);
        int asked = 0;
        int echoes = 0;
        for (int i = 0; i + HOP <= agent.length; i += HOP) {
            Frame heard = frame(caller, i, 1);
            gate.hear(heard, frame(agent, i, 1));
            if (i / HOP >= from && Level.rms(heard) > -60) {
                asked++;
                echoes += gate.isEcho() ? 1 : 0;
            }
        }
        assertThat(asked).isGreaterThan(50);
        return (double) echoes / asked;
    }

    private static void addEcho(float[] agent, float[] caller, int delayMillis, double gain, double bend) {
        int delay = delayMillis * RATE / 1000;
        for (int i = delay; i < caller.length; i++) {
            double sample = agent[i - delay];
            caller[i] += (float) (gain * (bend > 0 ? Math.tanh(bend * sample) / bend : sample));
        }
    }

    /** A buzz with formants that come and go: as like speech as a test needs. */
    private static float[] voice(long seed, double hertz) {
        Random random = new Random(seed);
        float[] out = new float[SECONDS * RATE];
        double phase = 0;
        double low = 0;
        double lower = 0;
        double turn = 0;
        double loud = 0;
        double pitch = hertz;
        for (int i = 0; i < out.length; i++) {
            if (i % (RATE / 8) == 0) {
                turn = 2 * 0.96 * Math.cos(2 * Math.PI * (300 + 1_200 * random.nextDouble()) / RATE);
                loud = random.nextDouble() < 0.2 ? 0.02 : 0.3 + 0.7 * random.nextDouble();
                pitch = hertz * (0.8 + 0.4 * random.nextDouble());
            }
            phase += pitch / RATE;
            double pulse = phase >= 1 ? 1 : 0;
            phase -= pulse;
            double sample = loud * (pulse + 0.02 * random.nextGaussian()) + turn * low - 0.96 * 0.96 * lower;
            lower = low;
            low = sample;
            out[i] = (float) (0.25 * sample);
        }
        return out;
    }

    private static Frame frame(float[] samples, int from, double gain) {
        short[] frame = new short[HOP];
        for (int i = 0; i < HOP; i++) {
            frame[i] = (short) Math.clamp(Math.round(samples[from + i] * gain * 32_768), -32_768, 32_767);
        }
        return new Frame(frame, RATE);
    }
}
