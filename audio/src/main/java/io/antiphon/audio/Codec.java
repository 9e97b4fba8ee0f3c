package io.antiphon.audio;

/** The forms a sample takes in a file or on a wire. */
public enum Codec {
    /** Linear, 16 bits, little-endian. */
    PCM16(1, 2),
    /** G.711 µ-law, one byte. */
    ULAW(7, 1),
    /** G.711 A-law, one byte. */
    ALAW(6, 1);

    private final int wavTag;
    private final int bytesPerSample;

    Codec(int wavTag, int bytesPerSample) {
        this.wavTag = wavTag;
        this.bytesPerSample = bytesPerSample;
    }

    /** Bytes of one sample of one channel. */
    public int bytesPerSample() {
        return bytesPerSample;
    }

    /** {@code wFormatTag} of this form in a WAV header. */
    int wavTag() {
        return wavTag;
    }

    /** Writes {@code length} samples of {@code in} from {@code from} as bytes of {@code out} at {@code at}. */
    public void encode(short[] in, int from, int length, byte[] out, int at) {
        switch (this) {
            case PCM16 -> Pcm16.encode(in, from, length, out, at);
            case ULAW -> G711.ULAW.encode(in, from, length, out, at);
            case ALAW -> G711.ALAW.encode(in, from, length, out, at);
        }
    }

    /** Reads {@code length} samples from the bytes of {@code in} at {@code from} into {@code out} at {@code at}. */
    public void decode(byte[] in, int from, int length, short[] out, int at) {
        switch (this) {
            case PCM16 -> Pcm16.decode(in, from, length, out, at);
            case ULAW -> G711.ULAW.decode(in, from, length, out, at);
            case ALAW -> G711.ALAW.decode(in, from, length, out, at);
        }
    }
}
