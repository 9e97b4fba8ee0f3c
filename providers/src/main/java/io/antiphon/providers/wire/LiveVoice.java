package io.antiphon.providers.wire;

import io.antiphon.audio.G711;
import io.antiphon.audio.Pcm16;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Voice;
import io.antiphon.providers.local.text.SpokenText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A voice that speaks over a WebSocket, which it keeps from text to text and makes anew when the vendor has closed it.
 * All work is done by the thread that speaks; what comes late for a text that was given up is dropped by its context.
 */
public final class LiveVoice implements Voice {
    /** A round trip and then some. */
    private static final Duration LIFE = Duration.ofSeconds(1);

    private final HttpClient client;
    private final URI address;
    private final Map<String, String> headers;
    private final VoiceTimes times;
    private final VendorFailures failures;
    private final VoiceProtocol protocol;
    private final boolean companded;
    private final int rate;
    private @Nullable Connection connection;
    private int contexts;

    private LiveVoice(
            HttpClient client,
            URI address,
            Map<String, String> headers,
            VoiceTimes times,
            VendorFailures failures,
            VoiceProtocol protocol,
            int rate) {
        this.client = client;
        this.address = address;
        this.headers = Map.copyOf(headers);
        this.times = times;
        this.failures = failures;
        this.protocol = protocol;
        this.rate = rate;
        this.companded = rate == 8000;
    }

    /**
     * Connects.
     *
     * @param rate 8000, where the vendor is to send µ-law, or another, where it is to send linear 16 bit
     */
    public static LiveVoice open(
            HttpClient client,
            URI address,
            Map<String, String> headers,
            VoiceTimes times,
            VendorFailures failures,
            VoiceProtocol protocol,
            int rate)
            throws ProviderFailure, InterruptedException {
        var voice = new LiveVoice(client, address, headers, times, failures, protocol, rate);
        voice.connect();
        return voice;
    }

    /** A connection and what comes over it. */
    private static final class Connection {
        final BlockingDeque<Arrival> arrivals = new LinkedBlockingDeque<>();
        final VendorSocket socket;
        int texts;
        int givenUp;

        Connection(LiveVoice voice) throws ProviderFailure, InterruptedException {
            socket = VendorSocket.open(
                    voice.client, voice.address, voice.headers, voice.times.connect(), voice.failures, arrivals::add);
        }
    }

    private Connection connect() throws ProviderFailure, InterruptedException {
        Connection present = connection;
        if (present != null && present.socket.isOpen() && present.givenUp <= protocol.mostGivenUp()) {
            return present;
        }
        if (present != null) {
            present.socket.close("");
        }
        connection = null;
        present = new Connection(this);
        connection = present;
        return present;
    }

    @Override
    public void speak(String text, Sink sink) throws ProviderFailure, InterruptedException {
        Pieces.stopIfInterrupted();
        SpokenText spoken = SpokenText.of(text);
        if (spoken.isEmpty()) {
            return;
        }
        Connection present = connect();
        boolean kept = present.texts > 0;
        try {
            speak(spoken, sink, present);
        } catch (StaleConnection stale) {
            connection = null;
            if (!kept) {
                throw stale.failure;
            }
            // The vendor had let the kept connection go; nothing was lost yet.
            speakAnew(spoken, sink);
        }
    }

    private void speakAnew(SpokenText spoken, Sink sink) throws ProviderFailure, InterruptedException {
        try {
            speak(spoken, sink, connect());
        } catch (StaleConnection again) {
            connection = null;
            throw again.failure;
        }
    }

    private void speak(SpokenText spoken, Sink sink, Connection on)
            throws ProviderFailure, InterruptedException, StaleConnection {
        String context = "t" + ++contexts;
        on.texts++;
        var utterance = new Utterance(spoken, sink);
        VoiceProtocol.Reading reading = protocol.read(context);
        try {
            long asked = System.nanoTime();
            boolean kept = on.texts > 1;
            if (kept) {
                on.socket.ping();
            }
            protocol.begin(context, spoken.text()).forEach(on.socket::send);
            if (kept) {
                awaitLife(on, asked);
            }
            while (!utterance.done) {
                Duration patience = utterance.samples == 0 ? times.firstSound() : times.idle();
                Arrival arrival = on.arrivals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
                Pieces.stopIfInterrupted();
                take(arrival, reading, utterance, patience);
            }
        } catch (InterruptedException cut) {
            on.givenUp++;
            String cancel = protocol.cancel(context);
            if (!cancel.isEmpty()) {
                on.givenUp--;
                on.socket.send(cancel);
            }
            throw cut;
        } catch (ProviderFailure failure) {
            on.socket.abort();
            connection = null;
            throw failure;
        }
    }

    /** A connection that was idle may be gone without a word; the vendor answers a ping at once if it is not. */
    private void awaitLife(Connection on, long asked) throws InterruptedException, StaleConnection {
        Arrival first = on.arrivals.poll(LIFE.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            on.arrivals.addFirst(first);
        } else if (!on.socket.hasHeardSince(asked)) {
            on.socket.abort();
            throw new StaleConnection(failures.late("the kept connection gave no sign of life for " + LIFE));
        }
    }

    private void take(@Nullable Arrival arrival, VoiceProtocol.Reading reading, Utterance utterance, Duration patience)
            throws ProviderFailure, InterruptedException, StaleConnection {
        switch (arrival) {
            case null -> throw failures.late("no sound came for " + patience);
            case Arrival.Text(String text) -> reading.message(Pieces.object(text, failures), utterance);
            case Arrival.Binary binary -> throw failures.unreadable("sent bytes where only text belongs");
            case Arrival.Closed(int code, String reason) -> throw lost(failures.closed(code, reason), utterance);
            case Arrival.Broken(Throwable why) -> throw lost(failures.broken(why), utterance);
        }
    }

    /** A lost connection is worth another try as long as nothing was heard over it. */
    private static StaleConnection lost(ProviderFailure failure, Utterance utterance) throws ProviderFailure {
        boolean hungUp = failure.kind() == ProviderFailure.Kind.UNREACHABLE;
        if (utterance.samples > 0 || !hungUp) {
            throw failure;
        }
        return new StaleConnection(failure);
    }

    @Override
    public void close() {
        Connection present = connection;
        connection = null;
        if (present != null) {
            present.socket.close(protocol.farewell());
        }
    }

    private static final class StaleConnection extends IOException {
        private static final long serialVersionUID = 1L;

        final ProviderFailure failure;

        StaleConnection(ProviderFailure failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** One text's sound on its way to the sink. */
    private final class Utterance implements VoiceProtocol.Out {
        private final Sink sink;
        private final SpokenWords words;
        private byte[] half = new byte[0];
        private long samples;
        private boolean done;

        Utterance(SpokenText text, Sink sink) {
            this.sink = sink;
            this.words = new SpokenWords(text, sink);
        }

        @Override
        public void sound(String base64) throws ProviderFailure, InterruptedException {
            short[] sound = decoded(bytes(base64));
            if (sound.length > 0) {
                Pieces.stopIfInterrupted();
                samples += sound.length;
                sink.audio(sound, rate);
                Pieces.stopIfInterrupted();
                words.given(millis());
            }
        }

        private byte[] bytes(String base64) throws ProviderFailure {
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException unreadable) {
                throw failures.unreadable("sent sound that is no base64");
            }
        }

        /** A message may end in the middle of a sample. */
        private short[] decoded(byte[] bytes) {
            if (companded) {
                return G711.ULAW.decode(bytes);
            }
            byte[] all = Arrays.copyOf(half, half.length + bytes.length);
            System.arraycopy(bytes, 0, all, half.length, bytes.length);
            half = Arrays.copyOfRange(all, all.length - all.length % 2, all.length);
            return Pcm16.decode(all);
        }

        @Override
        public int millis() {
            return (int) (samples * 1000 / rate);
        }

        @Override
        public void word(String word, int startMillis, int endMillis) {
            words.add(word, startMillis, endMillis);
        }

        @Override
        public void done() {
            done = true;
            words.finish(millis());
        }
    }
}
