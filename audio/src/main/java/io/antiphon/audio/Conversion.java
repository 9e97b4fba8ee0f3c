package io.antiphon.audio;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One sound file made from another, through the same codecs and resampler as a call and in pieces of a call's size:
 * the engine of {@code antiphon audio convert}.
 *
 * <p>A name that ends in {@code .wav} is a WAV file; any other holds bare samples of one channel. Two channels stay
 * two. The result lasts as long as the source and is lined up with it: the resampler's delay is dropped at the start
 * and pushed out at the end. It is the same for any {@code frameMillis}.
 *
 * @param in the file to read
 * @param out the file to write, another than {@code in}
 * @param rate samples a second to write ({@code --rate}); as in the source when null
 * @param codec form of the samples to write ({@code --codec}); as in the source when null
 * @param inRate samples a second of a bare source ({@code --in-rate}); a WAV file says its own
 * @param inCodec form of the samples of a bare source ({@code --in-codec}); a WAV file says its own
 * @param frameMillis length of the pieces ({@code --frame-ms}), 1 to 1000; 20 in a call
 */
public record Conversion(
        Path in,
        Path out,
        @Nullable Integer rate,
        @Nullable Codec codec,
        @Nullable Integer inRate,
        @Nullable Codec inCodec,
        int frameMillis) {

    /** What was done: samples of each channel read and written, and at which rates. */
    public record Summary(long samplesIn, int rateIn, long samplesOut, int rateOut, int channels, Codec codec) {}

    /** @throws IllegalArgumentException naming the option that is wrong and its remedy */
    public Conversion {
        checkRate("--rate", rate);
        checkRate("--in-rate", inRate);
        if (frameMillis < 1 || frameMillis > 1000) {
            throw new IllegalArgumentException("--frame-ms is " + frameMillis + "; give 1 to 1000");
        }
        if (in.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("OUT is the same file as IN; give another name");
        }
        if (isWav(in) && (inRate != null || inCodec != null)) {
            throw new IllegalArgumentException("--in-rate and --in-codec are for bare samples; " + in.getFileName()
                    + " is a WAV file and says its own: leave them out");
        }
        if (!isWav(in) && (inRate == null || inCodec == null)) {
            throw new IllegalArgumentException(in.getFileName() + " holds bare samples, which do not say what they are:"
                    + " add --in-rate and --in-codec, for example --in-rate 8000 --in-codec ulaw");
        }
    }

    /**
     * Reads, converts and writes the whole file.
     *
     * @throws UnreadableWav when the source is not a WAV file we read
     * @throws IllegalArgumentException when the source's rate cannot be resampled, or it has two channels and the
     *     target holds bare samples
     */
    public Summary run() throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(in))) {
            if (inRate != null && inCodec != null) {
                SampleReader samples = new SampleReader(bytes, inCodec, Long.MAX_VALUE);
                return convert(samples::read, inRate, 1, inCodec);
            }
            WavReader wav = new WavReader(bytes);
            return convert(wav::read, wav.rate(), wav.channels(), wav.codec());
        }
    }

    private Summary convert(Source source, int rateIn, int channels, Codec codecIn) throws IOException {
        if (rateIn < Resampler.LOWEST_RATE || rateIn > Resampler.HIGHEST_RATE) {
            throw new IllegalArgumentException("IN has " + rateIn + " samples a second; readable are "
                    + Resampler.LOWEST_RATE + " to " + Resampler.HIGHEST_RATE);
        }
        int rateOut = rate == null ? rateIn : rate;
        Codec codecOut = codec == null ? codecIn : codec;
        if (channels != 1 && !isWav(out)) {
            throw new IllegalArgumentException("IN has two channels and " + out.getFileName()
                    + " would hold bare samples of one: give OUT a name that ends in .wav");
        }
        Channel[] voices = new Channel[channels];
        for (int c = 0; c < channels; c++) {
            voices[c] = new Channel(rateIn, rateOut, Math.max(1, rateIn * frameMillis / 1000));
        }
        try (Sink sink = open(rateOut, channels, codecOut)) {
            return pump(source, voices, sink, new Summary(0, rateIn, 0, rateOut, channels, codecOut));
        }
    }

    private static Summary pump(Source source, Channel[] voices, Sink sink, Summary plan) throws IOException {
        int channels = voices.length;
        short[] piece = new short[voices[0].room() * channels];
        short[] made = new short[voices[0].most() * channels];
        long in = 0;
        long out = 0;
        int read;
        while ((read = source.read(piece, 0, piece.length)) > 0) {
            in += read / channels;
            int length = 0;
            for (int c = 0; c < channels; c++) {
                length = voices[c].convert(piece, c, channels, read / channels, made);
            }
            sink.write(made, 0, length * channels);
            out += length;
        }
        int length = 0;
        for (int c = 0; c < channels; c++) {
            length = voices[c].flush(c, channels, made);
        }
        sink.write(made, 0, length * channels);
        return new Summary(in, plan.rateIn, out + length, plan.rateOut, channels, plan.codec);
    }

    private Sink open(int rateOut, int channels, Codec codecOut) throws IOException {
        if (isWav(out)) {
            WavWriter wav = WavWriter.to(out, rateOut, channels, codecOut);
            return new Sink(wav::write, wav);
        }
        OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(out));
        return new Sink(
                (samples, from, length) -> {
                    byte[] encoded = new byte[length * codecOut.bytesPerSample()];
                    codecOut.encode(samples, from, length, encoded, 0);
                    bytes.write(encoded);
                },
                bytes);
    }

    private static boolean isWav(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".wav");
    }

    private static void checkRate(String option, @Nullable Integer rate) {
        if (rate != null && (rate < Resampler.LOWEST_RATE || rate > Resampler.HIGHEST_RATE)) {
            throw new IllegalArgumentException(option + " is " + rate + "; give a rate from " + Resampler.LOWEST_RATE
                    + " to " + Resampler.HIGHEST_RATE);
        }
    }

    /** Where linear samples come from: as {@link WavReader#read}. */
    private interface Source {
        int read(short[] out, int at, int length) throws IOException;
    }

    private interface Writing {
        void write(short[] samples, int from, int length) throws IOException;
    }

    private record Sink(Writing writing, AutoCloseable end) implements AutoCloseable {
        void write(short[] samples, int from, int length) throws IOException {
            writing.write(samples, from, length);
        }

        @Override
        public void close() throws IOException {
            try {
                end.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
