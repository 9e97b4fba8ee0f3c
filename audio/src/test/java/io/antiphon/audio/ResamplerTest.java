package io.antiphon.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplerTest {
    private static final int[] CALL_RATES = {8_000, 16_000, 24_000, 48_000};
    private static final double PEAK = -0.5;

    static Stream<Arguments> pairs() {
        Stream<Arguments> amongCallRates = Arrays.stream(CALL_RATES)
                .boxed()
                .flatMap(from ->
                        Arrays.stream(CALL_RATES).filter(to -> to != from).mapToObj(to -> Arguments.of(from, to)));
        return Stream.concat(
                amongCallRates,
                Stream.of(
                        Arguments.of(22_050, 8_000),
                        Arguments.of(11_025, 16_000),
                        Arguments.of(44_100, 48_000),
                        Arguments.of(32_000, 24_000)));
    }

    @ParameterizedTest(name = "{0} to {1} Hz")
    @MethodSource("pairs")
    void isFlatAndCleanUpTo85PercentOfTheNarrowerBand(int from, int to) {
        double nyquist = Math.min(from, to) / 2.0;
        double unity = 32767 * Math.pow(10, PEAK / 20);
        for (double place = 0.025; place <= 0.851; place += 0.0275) {
            Tone.Fit fit = throughATone(from, to, place * nyquist);
            assertThat(20 * Math.log10(fit.gain() / unity))
                    .as("ripple in dB at %.3f of Nyquist", place)
                    .isCloseTo(0, within(0.05));
            assertThat(fit.sndr()).as("SNDR in dB at %.3f of Nyquist", place).isGreaterThanOrEqualTo(90);
        }
        assertThat(throughATone(from, to, 997).sndr())
                .as("SNDR in dB at 997 Hz")
                .isGreaterThanOrEqualTo(90);
    }

    @ParameterizedTest(name = "{0} to {1} Hz")
    @MethodSource("pairs")
    void letsNoAliasThrough(int from, int to) {
        double nyquist = to / 2.0;
        double highest = 0.975 * from / 2 / nyquist;
        for (double place = 1.05; place <= highest; place += 0.025) {
            short[] out = whole(from, to, Tone.samples(place * nyquist, from, from / 2, PEAK));
            int edge = to / 50;
            assertThat(Tone.residual(out, edge, out.length - edge, PEAK))
                    .as("alias in dB of a tone at %.3f of the output's Nyquist", place)
                    .isLessThanOrEqualTo(place < 1.149 ? -60 : -90);
        }
    }

    @ParameterizedTest(name = "{0} to {1} Hz")
    @MethodSource("pairs")
    void givesTheSameSamplesHoweverTheStreamIsCut(int from, int to) {
        short[] in = noise(from / 3 + 17);
        short[] expected = whole(from, to, in);
        for (int length : new int[] {1, 2, 3, 7, 160, 161, 441, 997, 4096}) {
            assertThat(cut(Resampler.between(from, to), in, () -> length)).isEqualTo(expected);
        }
        Random random = new Random(7);
        assertThat(cut(Resampler.between(from, to), in, () -> random.nextInt(700)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} to {1} Hz")
    @MethodSource("pairs")
    void startsAfreshAfterFlushAndAfterReset(int from, int to) {
        short[] in = noise(from / 10 + 5);
        short[] expected = whole(from, to, in);
        Resampler resampler = Resampler.between(from, to);

        cut(resampler, noise(1234), () -> 100);
        assertThat(cut(resampler, in, () -> 333)).isEqualTo(expected);

        resampler.resample(in, 0, 501, new short[resampler.maxOutput(501)], 0);
        resampler.reset();
        assertThat(cut(resampler, in, () -> 333)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} to {1} Hz")
    @MethodSource("pairs")
    void delaysByExactlyWhatItSays(int from, int to) {
        int length = from / 4 + 3;
        short[] in = Tone.samples(440, from, length, -6);
        Resampler resampler = Resampler.between(from, to);
        short[] out = cut(resampler, in, () -> 160);

        assertThat(out).hasSize(Math.ceilDiv(length * (to / 25), from / 25) + resampler.delay());
        short[] ideal = Tone.samples(440, to, out.length - resampler.delay(), -6);
        for (int i = to / 50; i < ideal.length - to / 50; i++) {
            assertThat((int) out[i + resampler.delay()]).isCloseTo(ideal[i], within(120));
        }
        assertThat(resampler.latencyMicros()).isLessThanOrEqualTo(4_000);
    }

    @ParameterizedTest(name = "{0} to {1} Hz")
    @MethodSource("pairs")
    void keepsLoudSoundFromWrappingRound(int from, int to) {
        short[] square = new short[from / 10];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 20 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] out = whole(from, to, square);
        assertThat(out).contains(Short.MAX_VALUE, Short.MIN_VALUE);
        int delay = Resampler.between(from, to).delay();
        for (int i = to / 50; i < out.length - to / 50; i++) {
            double place = (double) (i - delay) * from / to / 20;
            if (Math.abs(place % 1 - 0.5) < 0.2 && to >= from) {
                assertThat(out[i] > 0).as("above zero at sample %d", i).isEqualTo((int) place % 2 == 0);
            }
        }
    }

    @Test
    void copiesWhenTheRatesAreEqual() {
        short[] in = noise(999);
        Resampler resampler = Resampler.between(16_000, 16_000);
        assertThat(cut(resampler, in, () -> 100)).isEqualTo(in);
        assertThat(resampler.latencyMicros()).isZero();
    }

    @Test
    void keepsConstantLevelsExactly() {
        short[] in = new short[4_000];
        Arrays.fill(in, (short) 12_345);
        for (int to : CALL_RATES) {
            short[] out = whole(8_000, to, in);
            assertThat(Arrays.copyOfRange(out, to / 20, to / 4)).containsOnly(12_345);
        }
    }

    @Test
    void turnsAFrameIntoAFrame() {
        for (int from : CALL_RATES) {
            for (int to : CALL_RATES) {
                Resampler resampler = Resampler.between(from, to);
                for (int i = 0; i < 5; i++) {
                    assertThat(resampler.resample(Frame.silence(from))).isEqualTo(Frame.silence(to));
                }
            }
        }
        assertThat(Resampler.between(22_050, 8_000).resample(Frame.silence(22_050)))
                .isEqualTo(Frame.silence(8_000));
    }

    @Test
    void makesNothingOfNothing() {
        Resampler resampler = Resampler.between(8_000, 24_000);
        assertThat(resampler.resample(new short[0], 0, 0, new short[0], 0)).isZero();
    }

    @Test
    void saysWhatIsWrongWithARateOrARoom() {
        assertThatThrownBy(() -> Resampler.between(0, 8_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from is 0 Hz");
        assertThatThrownBy(() -> Resampler.between(8_000, 400_000)).hasMessageContaining("to is 400000 Hz");
        assertThatThrownBy(() -> Resampler.between(8_000, 16_000).resample(Frame.silence(16_000)))
                .hasMessageContaining("takes 8000 Hz, not 16000 Hz");
        Resampler resampler = Resampler.between(8_000, 16_000);
        assertThatThrownBy(() -> resampler.resample(new short[160], 0, 160, new short[319], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(resampler.resample(new short[160], 0, 160, new short[320], 0))
                .isEqualTo(320);
    }

    private static Tone.Fit throughATone(int from, int to, double hertz) {
        short[] out = whole(from, to, Tone.samples(hertz, from, from * 3 / 10, PEAK));
        int edge = to / 50;
        return Tone.fit(out, edge, out.length - edge, hertz, to);
    }

    private static short[] whole(int from, int to, short[] in) {
        return cut(Resampler.between(from, to), in, () -> in.length);
    }

    private static short[] cut(Resampler resampler, short[] in, IntSupplier lengths) {
        short[] out = new short[resampler.maxOutput(in.length) + resampler.maxFlush()];
        int written = 0;
        int next = 0;
        while (next < in.length) {
            int length = Math.min(lengths.getAsInt(), in.length - next);
            written += resampler.resample(in, next, length, out, written);
            next += length;
        }
        written += resampler.flush(out, written);
        return Arrays.copyOf(out, written);
    }

    private static short[] noise(int length) {
        Random random = new Random(length);
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) (random.nextGaussian() * 8_000);
        }
        return samples;
    }
}
