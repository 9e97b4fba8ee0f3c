package io.antiphon.providers.elevenlabs;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.providers.wire.LiveVoice;
import io.antiphon.providers.wire.Query;
import io.antiphon.providers.wire.VendorFailures;
import io.antiphon.providers.wire.VendorVoice;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * ElevenLabs over <a href="https://elevenlabs.io/docs/api-reference/text-to-speech/v-1-text-to-speech-voice-id-multi-stream-input">
 * multi-stream-input</a>: one connection a call, a context a text, and the place of each character.
 */
public final class ElevenLabs implements TextToSpeech, AutoCloseable {
    /** The vendor's ordinary address. */
    public static final URI BASE = URI.create("https://api.elevenlabs.io");

    private static final String NAME = "elevenlabs";

    /** All languages served, as primary subtags. */
    public static final Set<String> LANGUAGES = Set.of(
            "en", "ja", "zh", "de", "hi", "fr", "ko", "pt", "it", "es", "id", "nl", "tr", "fil", "pl", "sv", "bg", "ro",
            "ar", "cs", "el", "fi", "hr", "ms", "sk", "da", "ta", "uk", "ru", "hu", "no", "vi");

    private static final int LONGEST_IDLE_SECONDS = 180;

    private final VendorVoice settings;
    private final VendorFailures failures = new VendorFailures(NAME);
    private final HttpClient client = HttpClient.newHttpClient();

    public ElevenLabs(VendorVoice settings) {
        this.settings = settings;
    }

    @Override
    public ProviderDescription description() {
        return new ProviderDescription(
                NAME,
                false,
                LANGUAGES,
                "The agent's words are sent to " + settings.base().getHost() + ".");
    }

    @Override
    public Voice open(VoiceSettings asked) throws ProviderFailure, InterruptedException {
        if (!description().speaks(asked.language())) {
            throw failures.language(asked.language());
        }
        int rate = asked.rate() == 8000 ? 8000 : 16_000;
        String voice = Objects.requireNonNullElse(asked.name(), settings.voice());
        URI address = Query.socket(
                        settings.base(), "/v1/text-to-speech/" + Query.encoded(voice) + "/multi-stream-input")
                .with("model_id", settings.model())
                .with("output_format", rate == 8000 ? "ulaw_8000" : "pcm_16000")
                .with("language_code", Locale.forLanguageTag(asked.language()).getLanguage())
                .with("inactivity_timeout", LONGEST_IDLE_SECONDS)
                .with("sync_alignment", true)
                .uri();
        return LiveVoice.open(
                client,
                address,
                Map.of("xi-api-key", settings.key().reveal()),
                settings.times(),
                failures,
                new ContextProtocol(failures, asked.speed()),
                rate);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
