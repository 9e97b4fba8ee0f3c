package io.antiphon.audio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a RIFF WAV file as a stream: 16-bit linear, µ-law or A-law, one or two channels.
 *
 * <p>Chunks other than {@code fmt } and {@code data} are skipped. A data length of 0 or {@code 0xFFFFFFFF}, as
 * programs leave that write into a pipe or die, means until the end of the stream. A file shorter than its header
 * says simply ends.
 */
public final class WavReader implements AutoCloseable {
    private static final int EXTENSIBLE = 0xFFFE;
    private static final long UNKNOWN = 0xFFFF_FFFFL;
    private static final int LONGEST_FORMAT = 1024;

    /** The last 14 bytes of every sub-format that stands for a plain format tag (KSDATAFORMAT_SUBTYPE_*). */
    private static final byte[] SUBFORMAT = {
        0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71
    };

    private final InputStream in;
    private final long riffLength;
    private final Format format;
    private final SampleReader samples;

    /** Bytes read behind the RIFF length field. */
    private long place;

    private record Format(Codec codec, int rate, int channels) {}

    /**
     * Reads the header, up to the first sample.
     *
     * @param in positioned at the start of the file; {@link #close} closes it
     * @throws UnreadableWav when this is not a WAV file, or not one of the kinds above
     */
    public WavReader(InputStream in) throws IOException {
        this.in = in;
        try {
            ByteBuffer riff = bytes(12);
            if (!tag(riff).equals("RIFF")) {
                throw new UnreadableWav("this is not a WAV file: it does not begin with RIFF");
            }
            this.riffLength = Integer.toUnsignedLong(riff.getInt());
            if (!tag(riff).equals("WAVE")) {
                throw new UnreadableWav("this RIFF file holds something else than WAVE sound");
            }
            this.place = 4;
            Format found = null;
            while (true) {
                ByteBuffer chunk = bytes(8);
                String name = tag(chunk);
                long length = Integer.toUnsignedLong(chunk.getInt());
                if (name.equals("data")) {
                    this.format = required(found);
                    this.samples = new SampleReader(in, format.codec, dataLength(length));
                    return;
                }
                if (name.equals("fmt ")) {
                    found = format(length);
                } else {
                    in.skipNBytes(length);
                    place += length;
                }
                // Chunks begin on even bytes.
                in.skipNBytes(length % 2);
                place += length % 2;
            }
        } catch (EOFException _) {
            throw new UnreadableWav("this WAV file ends before its sound begins: it is cut off or empty");
        }
    }

    private static Format required(@Nullable Format format) throws UnreadableWav {
        if (format == null) {
            throw new UnreadableWav("this WAV file has no 'fmt ' chunk before its 'data' chunk");
        }
        return format;
    }

    private long dataLength(long length) {
        // Zero is meant when the RIFF length goes on to other chunks; otherwise nobody came back to fill it in.
        boolean open = length == UNKNOWN || (length == 0 && (riffLength <= place || riffLength == UNKNOWN));
        return open ? Long.MAX_VALUE : length;
    }

    private Format format(long length) throws IOException {
        if (length < 16 || length > LONGEST_FORMAT) {
            throw new UnreadableWav("the 'fmt ' chunk of this WAV file is " + length + " bytes long, not 16 to 40");
        }
        ByteBuffer fields = bytes((int) length);
        int tag = Short.toUnsignedInt(fields.getShort(0));
        int channels = Short.toUnsignedInt(fields.getShort(2));
        int rate = fields.getInt(4);
        int bits = Short.toUnsignedInt(fields.getShort(14));
        if (tag == EXTENSIBLE) {
            tag = subformat(fields, length);
        }
        if (channels < 1 || channels > 2) {
            throw new UnreadableWav("this WAV file has " + channels + " channels; mix it down to one or two");
        }
        if (rate <= 0) {
            throw new UnreadableWav("this WAV file claims a rate of " + Integer.toUnsignedString(rate) + " Hz");
        }
        return new Format(codec(tag, bits), rate, channels);
    }

    private static int subformat(ByteBuffer fields, long length) throws UnreadableWav {
        byte[] tail = new byte[SUBFORMAT.length];
        if (length >= 40) {
            fields.get(26, tail);
        }
        if (!Arrays.equals(tail, SUBFORMAT)) {
            throw new UnreadableWav("this extensible WAV file has a sub-format we do not know; save it as 16-bit PCM");
        }
        return Short.toUnsignedInt(fields.getShort(24));
    }

    private static Codec codec(int tag, int bits) throws UnreadableWav {
        for (Codec codec : Codec.values()) {
            if (codec.wavTag() == tag && codec.bytesPerSample() * 8 == bits) {
                return codec;
            }
        }
        throw new UnreadableWav("this WAV file has format " + tag + " with " + bits
                + " bits; readable are 16-bit PCM (1), A-law (6) and µ-law (7)");
    }

    private ByteBuffer bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        place += length;
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String tag(ByteBuffer bytes) {
        byte[] name = new byte[4];
        bytes.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /** How the file holds its samples; {@link #read} gives them linear. */
    public Codec codec() {
        return format.codec;
    }

    /** Samples a second of each channel. */
    public int rate() {
        return format.rate;
    }

    /** One or two. */
    public int channels() {
        return format.channels;
    }

    /**
     * Reads up to {@code length} linear samples into {@code out} at {@code at}, those of two channels taking turns.
     *
     * @return how many; fewer than asked for only at the end, and then -1
     */
    public int read(short[] out, int at, int length) throws IOException {
        return samples.read(out, at, length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
