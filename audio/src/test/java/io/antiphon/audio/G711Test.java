package io.antiphon.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {
    /** Every linear value, at the index of its 16 bits read without sign. */
    private static final short[] EVERY_SAMPLE = new short[1 << 16];

    private static final byte[] EVERY_CODE = new byte[1 << 8];

    static {
        for (int i = 0; i < EVERY_SAMPLE.length; i++) {
            EVERY_SAMPLE[i] = (short) i;
        }
        for (int i = 0; i < EVERY_CODE.length; i++) {
            EVERY_CODE[i] = (byte) i;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ULAW, 455d3ccb989aea3ed20d8783a99859635739069ad7ffab3bfc61f36feb6de709",
        "ALAW, f77c76aa923ee25617453f87514828a12896227f82ff383bf3bb53d6ac7c2a0f"
    })
    void encodesEveryLinearValueAsTheReferenceCodeDoes(G711 law, String sha256) throws Exception {
        assertThat(sha256(law.encode(EVERY_SAMPLE))).isEqualTo(sha256);
    }

    @ParameterizedTest
    @CsvSource({
        "ULAW, 3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827",
        "ALAW, e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174"
    })
    void decodesEveryCodeAsTheReferenceCodeDoes(G711 law, String sha256) throws Exception {
        assertThat(sha256(Pcm16.encode(law.decode(EVERY_CODE)))).isEqualTo(sha256);
    }

    @ParameterizedTest
    @EnumSource
    void givesBackEveryCodeButTheSecondZero(G711 law) {
        byte[] expected = EVERY_CODE.clone();
        if (law == G711.ULAW) {
            expected[0x7F] = (byte) 0xFF;
        }
        assertThat(law.encode(law.decode(EVERY_CODE))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void agreesBetweenSingleAndBulkCalls(G711 law) {
        byte[] codes = law.encode(EVERY_SAMPLE);
        for (int i = 0; i < codes.length; i++) {
            assertThat(law.encode((short) i)).isEqualTo(codes[i]);
            assertThat(law.decode((byte) i)).isEqualTo(law.decode(codes(i))[0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheSignThereAndBack(G711 law) {
        for (short sample : new short[] {1000, -1000, 16384, -16384}) {
            assertThat((int) Math.signum(law.decode(law.encode(sample)))).isEqualTo((int) Math.signum(sample));
        }
        assertThat(Math.abs(law.decode(law.encode((short) 0)))).isLessThanOrEqualTo((short) 8);
    }

    @ParameterizedTest
    @EnumSource
    void makesNothingOfNothing(G711 law) {
        assertThat(law.encode(new short[0])).isEmpty();
        assertThat(law.decode(new byte[0])).isEmpty();
    }

    @Test
    void writesOnlyTheRangeItWasGiven() {
        byte[] codes = {9, 9, 9, 9};
        G711.ULAW.encode(new short[] {5, 0, 0, 5}, 1, 2, codes, 1);
        assertThat(codes).containsExactly(9, 0xFF, 0xFF, 9);

        short[] samples = {7, 7, 7, 7};
        G711.ULAW.decode(codes, 1, 2, samples, 2);
        assertThat(samples).containsExactly(7, 7, 0, 0);
    }

    @Test
    void refusesARangeOutsideTheArray() {
        assertThatThrownBy(() -> G711.ALAW.encode(new short[4], 2, 3, new byte[8], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> G711.ALAW.decode(new byte[4], 0, 4, new short[3], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void packsSamplesAsLittleEndianBytesAndDropsHalfASample() {
        assertThat(Pcm16.encode(new short[] {0x1234, -2})).containsExactly(0x34, 0x12, 0xFE, 0xFF);
        assertThat(Pcm16.decode(new byte[] {0x34, 0x12, (byte) 0xFE, (byte) 0xFF, 0x55}))
                .containsExactly(0x1234, -2);
        assertThat(Pcm16.decode(new byte[] {1})).isEmpty();
        assertThat(Pcm16.encode(new short[0])).isEmpty();
    }

    private static byte[] codes(int code) {
        return new byte[] {(byte) code};
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
