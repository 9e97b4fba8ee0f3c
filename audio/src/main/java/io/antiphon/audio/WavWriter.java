package io.antiphon.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a RIFF WAV file that is valid while it grows: the lengths in its header are brought up to date with each
 * second of sound and with each {@link #flush}. A process that dies loses at most the last second.
 */
public final class WavWriter implements AutoCloseable {
    private static final int CHUNK = 4096;
    private static final int PCM_FORMAT = 16;
    private static final int OTHER_FORMAT = 18;
    private static final int FACT = 12;
    private static final long MOST_DATA = 0xFFFF_FFFFL - 1024;

    private final SeekableByteChannel channel;
    private final Codec codec;
    private final int rate;
    private final int channels;
    private final ByteBuffer pending = ByteBuffer.allocate(CHUNK);
    private long data;
    private long promised;

    /**
     * Writes the header of an empty file.
     *
     * @param channel positioned at the start of an empty file; {@link #close} closes it
     * @param rate samples a second of each channel
     * @param channels one or two
     */
    public WavWriter(SeekableByteChannel channel, int rate, int channels, Codec codec) throws IOException {
        if (rate <= 0 || channels < 1 || channels > 2) {
            throw new IllegalArgumentException("a WAV file needs a rate above 0 and one or two channels, not " + rate
                    + " Hz and " + channels + " channels");
        }
        this.channel = channel;
        this.codec = codec;
        this.rate = rate;
        this.channels = channels;
        writeHeader();
    }

    /** Writes a new file at {@code file}, in place of what stood there. */
    public static WavWriter to(Path file, int rate, int channels, Codec codec) throws IOException {
        return new WavWriter(
                Files.newByteChannel(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING),
                rate,
                channels,
                codec);
    }

    /**
     * Adds {@code length} linear samples, those of two channels taking turns.
     *
     * @throws IOException when the disk refuses, or the file would pass the 4 GiB that a WAV header can name
     */
    public void write(short[] samples, int from, int length) throws IOException {
        long more = (long) length * codec.bytesPerSample();
        if (data + more > MOST_DATA) {
            throw new IOException("a WAV file cannot pass 4 GiB; begin another");
        }
        int next = from;
        while (next < from + length) {
            if (pending.remaining() < codec.bytesPerSample()) {
                drain();
            }
            int count = Math.min(from + length - next, pending.remaining() / codec.bytesPerSample());
            codec.encode(samples, next, count, pending.array(), pending.position());
            pending.position(pending.position() + count * codec.bytesPerSample());
            next += count;
        }
        data += more;
        if (data - promised >= (long) rate * channels * codec.bytesPerSample()) {
            flush();
        }
    }

    /** Adds a frame to a file of one channel. */
    public void write(Frame frame) throws IOException {
        if (frame.rate() != rate || channels != 1) {
            throw new IllegalArgumentException("this file takes " + channels + " channels at " + rate
                    + " Hz, not a frame of one at " + frame.rate() + " Hz");
        }
        write(frame.samples(), 0, frame.samples().length);
    }

    /** Hands everything to the operating system and makes the header true. */
    public void flush() throws IOException {
        drain();
        writeHeader();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            drain();
            if (data % 2 == 1) {
                channel.position(headerLength() + data);
                writeAll(ByteBuffer.wrap(new byte[1]));
            }
            writeHeader();
        }
    }

    private void drain() throws IOException {
        pending.flip();
        writeAll(pending);
        pending.clear();
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void writeHeader() throws IOException {
        long end = channel.position();
        int width = codec.bytesPerSample();
        int formatLength = codec == Codec.PCM16 ? PCM_FORMAT : OTHER_FORMAT;
        ByteBuffer header = ByteBuffer.allocate(headerLength()).order(ByteOrder.LITTLE_ENDIAN);
        header.put(tag("RIFF"))
                .putInt((int) (headerLength() - 8 + data + data % 2))
                .put(tag("WAVE"));
        header.put(tag("fmt ")).putInt(formatLength);
        header.putShort((short) codec.wavTag()).putShort((short) channels).putInt(rate);
        header.putInt(rate * channels * width)
                .putShort((short) (channels * width))
                .putShort((short) (8 * width));
        if (codec != Codec.PCM16) {
            // Formats other than PCM state the size of their extension and the number of samples.
            header.putShort((short) 0);
            header.put(tag("fact")).putInt(4).putInt((int) (data / width / channels));
        }
        header.put(tag("data")).putInt((int) data);
        channel.position(0);
        writeAll(header.flip());
        channel.position(Math.max(end, header.limit()));
        promised = data;
    }

    private int headerLength() {
        return codec == Codec.PCM16 ? 12 + 8 + PCM_FORMAT + 8 : 12 + 8 + OTHER_FORMAT + FACT + 8;
    }

    private static byte[] tag(String name) {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }
}
