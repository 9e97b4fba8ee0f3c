package io.antiphon.server.load;

import io.antiphon.audio.Level;
import io.antiphon.audio.Resampler;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.providers.local.voice.FreeTts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Something a caller says: synthesised before the run, with the places known at which the voice is first and last to be
 * heard.
 */
final class Speech {
    /** The level above which 5 ms count as audible, as {@code antiphon call} measures. */
    private static final double AUDIBLE_DBFS = -50;

    private static final int MOST_LEAD_MILLIS = 40;
    private static final int MOST_TAIL_MILLIS = 120;

    private static final List<String> TEXTS = List.of(
            "my mother has been short of breath since early this morning and nothing we tried has helped her at all",
            "he takes the small white tablet after every meal but the pain still comes back in the middle of the night",
            "the doctor in the village told us to ask you how much water she should drink during a day as hot as this",
            "we would like to know whether somebody can come to our house before the end of the week to look at him",
            "she cannot swallow the large capsules any longer so please tell me whether there is a syrup for her",
            "yesterday evening his feet were very swollen and today the skin around the ankle looks rather red to me");

    private final String text;
    private final short[] samples;
    private final int rate;
    private final int begin;
    private final int end;

    private Speech(String text, short[] samples, int rate, int begin, int end) {
        this.text = text;
        this.samples = samples;
        this.rate = rate;
        this.begin = begin;
        this.end = end;
    }

    String text() {
        return text;
    }

    /** Mono, 16 bit, with what the voice leaves after its end. Not to be written to. */
    short[] samples() {
        return samples;
    }

    /** Samples a second. */
    int rate() {
        return rate;
    }

    /** Index of the first audible sample. */
    int begin() {
        return begin;
    }

    /** Index after the last audible sample. */
    int end() {
        return end;
    }

    /** All the sentences at a rate. */
    static List<Speech> all(int rate) throws InterruptedException {
        List<Speech> all = new ArrayList<>();
        try (Voice voice = new FreeTts(1).open(new VoiceSettings("en", null, 1.0, 16_000))) {
            for (String text : TEXTS) {
                all.add(of(text, voice, rate));
            }
        } catch (ProviderFailure failure) {
            throw new IllegalStateException("the embedded voice cannot speak for the callers", failure);
        }
        return all;
    }

    private static Speech of(String text, Voice voice, int rate) throws ProviderFailure, InterruptedException {
        List<short[]> pieces = new ArrayList<>();
        int[] rates = {16_000};
        voice.speak(text, (samples, given) -> {
            pieces.add(samples);
            rates[0] = given;
        });
        int length = pieces.stream().mapToInt(piece -> piece.length).sum();
        short[] whole = new short[length];
        int at = 0;
        for (short[] piece : pieces) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        return cut(text, resampled(whole, rates[0], rate), rate);
    }

    private static short[] resampled(short[] samples, int from, int to) {
        Resampler resampler = Resampler.between(from, to);
        short[] out = new short[resampler.maxOutput(samples.length) + resampler.maxFlush()];
        int length = resampler.resample(samples, 0, samples.length, out, 0);
        length += resampler.flush(out, length);
        return Arrays.copyOf(out, length);
    }

    private static Speech cut(String text, short[] samples, int rate) {
        int step = rate / 200;
        int begin = -1;
        int end = 0;
        for (int at = 0; at + step <= samples.length; at += step) {
            if (Level.rms(samples, at, step) > AUDIBLE_DBFS) {
                begin = begin < 0 ? at : begin;
                end = at + step;
            }
        }
        if (begin < 0) {
            throw new IllegalStateException("the embedded voice was not to be heard");
        }
        int from = Math.max(0, begin - MOST_LEAD_MILLIS * rate / 1000);
        int to = Math.min(samples.length, end + MOST_TAIL_MILLIS * rate / 1000);
        return new Speech(text, Arrays.copyOfRange(samples, from, to), rate, begin - from, end - from);
    }

    /** From the first to the last audible sample. */
    long nanos() {
        return (end - begin) * 1_000_000_000L / rate;
    }

    /** The words said in the first so many nanoseconds, as if all letters were equally long. */
    String until(long nanos) {
        int reach = (int) (text.length() * Math.min(1, (double) nanos / nanos()));
        return reach >= text.length() ? text : text.substring(0, Math.max(0, text.lastIndexOf(' ', reach)));
    }
}
