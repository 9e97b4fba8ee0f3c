package io.antiphon.providers.openai.speech;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Voice;
import io.antiphon.providers.local.text.SpokenText;
import io.antiphon.providers.wire.EventStream;
import io.antiphon.providers.wire.Pieces;
import io.antiphon.providers.wire.VendorFailures;
import io.antiphon.providers.wire.VoiceTimes;
import java.net.http.HttpClient;
import java.util.List;

/** One call's voice. All work is done by the thread that speaks. */
final class SpeechVoice implements Voice {
    /** Longest text that the vendor takes, in characters. */
    private static final int LONGEST = 4096;

    private final HttpClient client;
    private final SpeechRequest request;
    private final VoiceTimes times;
    private final VendorFailures failures;

    SpeechVoice(HttpClient client, SpeechRequest request, VoiceTimes times, VendorFailures failures) {
        this.client = client;
        this.request = request;
        this.times = times;
        this.failures = failures;
    }

    @Override
    public void speak(String text, Sink sink) throws ProviderFailure, InterruptedException {
        Pieces.stopIfInterrupted();
        SpokenText spoken = SpokenText.of(text);
        if (spoken.isEmpty()) {
            return;
        }
        List<SpokenText> parts = spoken.text().length() <= LONGEST ? List.of(spoken) : spoken.sentences(LONGEST);
        for (SpokenText part : parts) {
            say(part.text(), sink);
        }
    }

    private void say(String text, Sink sink) throws ProviderFailure, InterruptedException {
        var arrivals = new SoundArrivals();
        var exchange = client.sendAsync(request.of(text), arrivals);
        var _ = exchange.whenComplete((done, failed) -> {
            if (failed != null) {
                arrivals.broken(failed);
            }
        });
        try {
            new SpeechAnswer(arrivals, times, failures, sink).read();
            EventStream.settle(exchange);
        } finally {
            // Closes the connection at once unless the sound has been read to its end.
            exchange.cancel(true);
        }
    }

    /** Nothing is kept from text to text but the connection, which is everybody's. */
    @Override
    public void close() {}
}
