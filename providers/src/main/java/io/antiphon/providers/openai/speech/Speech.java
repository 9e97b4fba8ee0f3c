package io.antiphon.providers.openai.speech;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.providers.openai.SpokenLanguages;
import io.antiphon.providers.wire.VendorFailures;
import io.antiphon.providers.wire.VendorVoice;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.Set;

/**
 * OpenAI's voices over <a href="https://developers.openai.com/api/docs/guides/text-to-speech">audio/speech</a>: a request
 * a text, whose answer is sound at 24 kHz as it is made. Letting the answer go stops the vendor.
 */
public final class Speech implements TextToSpeech, AutoCloseable {
    /** The vendor's ordinary address. */
    public static final URI BASE = URI.create("https://api.openai.com/v1");

    /** All languages served, as primary subtags. */
    public static final Set<String> LANGUAGES = SpokenLanguages.ALL;

    /** What an operator should know before the key is set. */
    public static final String NOTE = "tts-1, tts-1-hd and gpt-4o-mini-tts are announced to shut down on 2027-01-06;"
            + " the vendor points to its Realtime interface instead. No times of words, and nothing at 8 kHz.";

    private static final String NAME = "openai-speech";

    private final VendorVoice settings;
    private final VendorFailures failures = new VendorFailures(NAME);
    private final HttpClient client;

    /** @param settings with an address that ends before {@code /audio/speech}, such as {@link #BASE} */
    public Speech(VendorVoice settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.times().connect())
                // Over plain http the JDK would ask to upgrade to HTTP/2, which confuses some local servers.
                .version(
                        "https".equals(settings.base().getScheme())
                                ? HttpClient.Version.HTTP_2
                                : HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public ProviderDescription description() {
        return new ProviderDescription(
                NAME,
                false,
                LANGUAGES,
                "The agent's words are sent to " + settings.base().getHost() + ". " + NOTE);
    }

    /** Does not connect: the first text does, and keeps the connection for the next. */
    @Override
    public Voice open(VoiceSettings asked) throws ProviderFailure {
        if (!description().speaks(asked.language())) {
            throw failures.language(asked.language());
        }
        var request =
                new SpeechRequest(settings, Objects.requireNonNullElse(asked.name(), settings.voice()), asked.speed());
        return new SpeechVoice(client, request, settings.times(), failures);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
