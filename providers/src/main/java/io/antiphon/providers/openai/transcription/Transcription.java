package io.antiphon.providers.openai.transcription;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.providers.openai.SpokenLanguages;
import io.antiphon.providers.wire.LiveEar;
import io.antiphon.providers.wire.Query;
import io.antiphon.providers.wire.VendorFailures;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Set;

/** OpenAI's <a href="https://developers.openai.com/api/docs/guides/realtime-transcription">realtime transcription</a>, in turns of ours. */
public final class Transcription implements SpeechToText, AutoCloseable {
    /** All languages served, as primary subtags. */
    public static final Set<String> LANGUAGES = SpokenLanguages.ALL;

    /** What an operator should know before the key is set. */
    public static final String NOTE = "gpt-live-transcribe guesses while the caller speaks; others tell words only once"
            + " the caller has paused. whisper-1 and the gpt-4o transcription models are announced to shut down on"
            + " 2027-02-26.";

    private static final String NAME = "openai-transcription";

    private final TranscriptionSettings settings;
    private final VendorFailures failures = new VendorFailures(NAME);
    private final HttpClient client = HttpClient.newHttpClient();

    public Transcription(TranscriptionSettings settings) {
        this.settings = settings;
    }

    @Override
    public ProviderDescription description() {
        return new ProviderDescription(
                NAME,
                false,
                LANGUAGES,
                "The caller's voice is sent to " + settings.base().getHost() + ". " + NOTE);
    }

    @Override
    public Ear open(EarSettings asked, Ear.Listener listener) throws ProviderFailure, InterruptedException {
        if (!description().speaks(asked.language())) {
            throw failures.language(asked.language());
        }
        return LiveEar.open(
                client,
                Query.socket(settings.base(), "/realtime")
                        .with("intent", "transcription")
                        .uri(),
                Map.of("Authorization", "Bearer " + settings.key().reveal()),
                settings.times(),
                failures,
                new TranscriptionProtocol(
                        failures,
                        settings.times(),
                        AudioFormat.of(asked.rate()),
                        SessionUpdate.of(settings.model(), asked)),
                listener);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
