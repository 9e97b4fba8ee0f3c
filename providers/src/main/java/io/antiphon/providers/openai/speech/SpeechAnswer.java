package io.antiphon.providers.openai.speech;

import io.antiphon.audio.Pcm16;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Voice;
import io.antiphon.providers.wire.Pieces;
import io.antiphon.providers.wire.VendorFailures;
import io.antiphon.providers.wire.VoiceTimes;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One text's sound on its way from the vendor to the sink: linear 16 bit, mono, at 24 kHz, without a header. */
final class SpeechAnswer {
    private static final int RATE = 24_000;
    private static final int MOST_OF_AN_ERROR = 64 * 1024;

    private final SoundArrivals arrivals;
    private final VoiceTimes times;
    private final VendorFailures failures;
    private final Voice.Sink sink;
    private final ByteArrayOutputStream words = new ByteArrayOutputStream();
    private SoundArrivals.Head head = new SoundArrivals.Head(0, HttpHeaders.of(Map.of(), (name, value) -> true));
    private byte[] half = new byte[0];
    private long samples;

    SpeechAnswer(SoundArrivals arrivals, VoiceTimes times, VendorFailures failures, Voice.Sink sink) {
        this.arrivals = arrivals;
        this.times = times;
        this.failures = failures;
        this.sink = sink;
    }

    /** Gives all of the sound. */
    void read() throws ProviderFailure, InterruptedException {
        long deadline = System.nanoTime() + times.firstSound().toNanos();
        while (true) {
            var arrival = arrivals.await(deadline);
            Pieces.stopIfInterrupted();
            switch (arrival) {
                case null ->
                    throw failures.late("no sound came for " + (samples == 0 ? times.firstSound() : times.idle()));
                case SoundArrivals.Head started -> head = started;
                case SoundArrivals.Body(ByteBuffer bytes) -> {
                    take(bytes);
                    if (samples > 0) {
                        deadline = System.nanoTime() + times.idle().toNanos();
                    }
                }
                case SoundArrivals.End end -> {
                    ended();
                    return;
                }
                case SoundArrivals.Broken(Throwable why) -> throw failures.broken(why);
            }
        }
    }

    private void take(ByteBuffer piece) throws InterruptedException {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(piece.position(), bytes);
        if (!head.announcesSound()) {
            words.write(bytes, 0, Math.min(bytes.length, MOST_OF_AN_ERROR - Math.min(words.size(), MOST_OF_AN_ERROR)));
            return;
        }
        short[] sound = decoded(bytes);
        if (sound.length > 0) {
            samples += sound.length;
            sink.audio(sound, RATE);
            Pieces.stopIfInterrupted();
        }
    }

    /** A piece may end in the middle of a sample. */
    private short[] decoded(byte[] bytes) {
        byte[] all = Arrays.copyOf(half, half.length + bytes.length);
        System.arraycopy(bytes, 0, all, half.length, bytes.length);
        half = Arrays.copyOfRange(all, all.length - all.length % 2, all.length);
        return Pcm16.decode(all);
    }

    private void ended() throws ProviderFailure {
        if (head.announcesSound()) {
            if (samples == 0) {
                throw failures.unreadable("sent no sound");
            }
            return;
        }
        JsonNode error = Pieces.lenient(words.toString(StandardCharsets.UTF_8)).path("error");
        String code = error.path("code").asString("");
        String type = error.path("type").asString("");
        if (head.status() >= 300) {
            throw failures.status(head.status(), head.headers(), code, type);
        }
        throw error.isObject() ? failures.told(code, type) : failures.unreadable("sent words in place of sound");
    }
}
