package io.antiphon.audio;

import java.util.Objects;

/**
 * Telephone companding after <a href="https://www.itu.int/rec/T-REC-G.711">ITU-T G.711</a>: linear 16-bit samples to
 * one byte each and back, equal in all 65,536 + 256 values to the reference code of the ITU-T software tool library
 * (G.191), which mirrors a negative sample by one's complement.
 */
public enum G711 {
    /** µ-law, spoken in North America, Japan and by every cloud telephone service. Silence is {@code 0xFF}. */
    ULAW {
        @Override
        int compress(int sample) {
            int magnitude = Math.min(((sample < 0 ? ~sample : sample) + 132) & ~3, 0x7FFF);
            int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
            int step = (magnitude >> (segment + 3)) & 0xF;
            return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | step) & 0xFF;
        }

        @Override
        int expand(int code) {
            int segment = (~code >> 4) & 7;
            int magnitude = (((~code & 0xF) * 8 + 132) << segment) - 132;
            return code < 0x80 ? -magnitude : magnitude;
        }
    },

    /** A-law, spoken nearly everywhere else. Silence is {@code 0xD5}. */
    ALAW {
        @Override
        int compress(int sample) {
            int magnitude = (sample < 0 ? ~sample : sample) >> 4;
            int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
            int step = (magnitude >> Math.max(0, segment - 1)) & 0xF;
            return ((sample < 0 ? 0 : 0x80) | (segment << 4) | step) ^ 0x55;
        }

        @Override
        int expand(int code) {
            int plain = code ^ 0x55;
            int segment = (plain >> 4) & 7;
            int step = (plain & 0xF) * 16 + 8;
            int magnitude = segment == 0 ? step : (step + 256) << (segment - 1);
            return plain < 0x80 ? -magnitude : magnitude;
        }
    };

    private static final int LINEAR_VALUES = 1 << 16;
    private static final int CODES = 1 << 8;

    @SuppressWarnings("ImmutableEnumChecker") // filled in the constructor and never handed out
    private final byte[] codeOf = new byte[LINEAR_VALUES];

    @SuppressWarnings("ImmutableEnumChecker") // filled in the constructor and never handed out
    private final short[] sampleOf = new short[CODES];

    G711() {
        for (int value = 0; value < LINEAR_VALUES; value++) {
            codeOf[value] = (byte) compress((short) value);
        }
        for (int code = 0; code < CODES; code++) {
            sampleOf[code] = (short) expand(code);
        }
    }

    /** The law itself; the tables are filled from it. */
    abstract int compress(int sample);

    abstract int expand(int code);

    /** The code of one linear sample. */
    public byte encode(short sample) {
        return codeOf[sample & 0xFFFF];
    }

    /** The linear sample of one code. */
    public short decode(byte code) {
        return sampleOf[code & 0xFF];
    }

    /**
     * Encodes {@code length} samples of {@code in} starting at {@code from} into {@code out} starting at {@code at}.
     *
     * @throws IndexOutOfBoundsException when either range leaves its array
     */
    public void encode(short[] in, int from, int length, byte[] out, int at) {
        Objects.checkFromIndexSize(from, length, in.length);
        Objects.checkFromIndexSize(at, length, out.length);
        byte[] table = codeOf;
        for (int i = 0; i < length; i++) {
            out[at + i] = table[in[from + i] & 0xFFFF];
        }
    }

    /**
     * Decodes {@code length} codes of {@code in} starting at {@code from} into {@code out} starting at {@code at}.
     *
     * @throws IndexOutOfBoundsException when either range leaves its array
     */
    public void decode(byte[] in, int from, int length, short[] out, int at) {
        Objects.checkFromIndexSize(from, length, in.length);
        Objects.checkFromIndexSize(at, length, out.length);
        short[] table = sampleOf;
        for (int i = 0; i < length; i++) {
            out[at + i] = table[in[from + i] & 0xFF];
        }
    }

    /** All of {@code samples} as codes; nothing in, nothing out. */
    public byte[] encode(short[] samples) {
        byte[] codes = new byte[samples.length];
        encode(samples, 0, samples.length, codes, 0);
        return codes;
    }

    /** All of {@code codes} as samples; nothing in, nothing out. */
    public short[] decode(byte[] codes) {
        short[] samples = new short[codes.length];
        decode(codes, 0, codes.length, samples, 0);
        return samples;
    }
}
