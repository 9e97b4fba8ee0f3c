package io.antiphon.audio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/** Linear 16-bit samples as little-endian bytes, the form of WAV files and of most speech services. */
public final class Pcm16 {
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private Pcm16() {}

    /** Writes {@code length} samples of {@code in} from {@code from} as {@code 2 * length} bytes at {@code at}. */
    public static void encode(short[] in, int from, int length, byte[] out, int at) {
        Objects.checkFromIndexSize(from, length, in.length);
        Objects.checkFromIndexSize(at, 2 * length, out.length);
        for (int i = 0; i < length; i++) {
            LITTLE_ENDIAN.set(out, at + 2 * i, in[from + i]);
        }
    }

    /** Reads {@code length} samples from the {@code 2 * length} bytes of {@code in} at {@code from}. */
    public static void decode(byte[] in, int from, int length, short[] out, int at) {
        Objects.checkFromIndexSize(from, 2 * length, in.length);
        Objects.checkFromIndexSize(at, length, out.length);
        for (int i = 0; i < length; i++) {
            out[at + i] = (short) LITTLE_ENDIAN.get(in, from + 2 * i);
        }
    }

    /** All of {@code samples} as bytes; nothing in, nothing out. */
    public static byte[] encode(short[] samples) {
        byte[] bytes = new byte[2 * samples.length];
        encode(samples, 0, samples.length, bytes, 0);
        return bytes;
    }

    /** The whole samples in {@code bytes}; an odd last byte is half a sample and is left out. */
    public static short[] decode(byte[] bytes) {
        short[] samples = new short[bytes.length / 2];
        decode(bytes, 0, samples.length, samples, 0);
        return samples;
    }
}
