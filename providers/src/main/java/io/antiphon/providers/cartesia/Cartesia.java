package io.antiphon.providers.cartesia;

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

/** Cartesia's Sonic models over <a href="https://docs.cartesia.ai/api-reference/tts/websocket">tts/websocket</a>. */
public final class Cartesia implements TextToSpeech, AutoCloseable {
    /** The vendor's ordinary address. */
    public static final URI BASE = URI.create("https://api.cartesia.ai");

    /** The version of the interface that this speaks: a voice is its plain id. */
    public static final String VERSION = "2026-08-14";

    private static final String NAME = "cartesia";
    /** All languages served, as primary subtags. */
    public static final Set<String> LANGUAGES = Set.of(
            "en", "fr", "de", "es", "pt", "zh", "ja", "hi", "it", "ko", "nl", "pl", "ru", "sv", "tr", "tl", "bg", "ro",
            "ar", "cs", "el", "fi", "hr", "ms", "sk", "da", "ta", "uk", "hu", "no", "vi", "bn", "th", "he", "ka", "id",
            "te", "gu", "kn", "ml", "mr", "pa", "or", "ur");

    private final VendorVoice settings;
    private final VendorFailures failures = new VendorFailures(NAME);
    private final HttpClient client = HttpClient.newHttpClient();

    public Cartesia(VendorVoice settings) {
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
        return LiveVoice.open(
                client,
                Query.socket(settings.base(), "/tts/websocket").uri(),
                Map.of("X-API-Key", settings.key().reveal(), "Cartesia-Version", VERSION),
                settings.times(),
                failures,
                new SonicProtocol(
                        failures,
                        settings.model(),
                        Objects.requireNonNullElse(asked.name(), settings.voice()),
                        Locale.forLanguageTag(asked.language()).getLanguage(),
                        asked.speed(),
                        rate),
                rate);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
