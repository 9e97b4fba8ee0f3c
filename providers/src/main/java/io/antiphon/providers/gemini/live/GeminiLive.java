package io.antiphon.providers.gemini.live;

import io.antiphon.audio.Codec;
import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Dialogue;
import io.antiphon.ports.speech.DialogueSettings;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.SpeechToSpeech;
import io.antiphon.providers.wire.LiveDialogue;
import io.antiphon.providers.wire.Query;
import io.antiphon.providers.wire.VendorFailures;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gemini Live (<a href="https://ai.google.dev/api/live">BidiGenerateContent</a>). Its own activity detection stays off:
 * the call tells when the caller speaks and when to answer. It takes no carrier's sound, and cannot be told to the
 * millisecond what was heard.
 */
public final class GeminiLive implements SpeechToSpeech, AutoCloseable {
    public static final String NAME = "gemini-live";

    static final Sound HEARS = new Sound(Codec.PCM16, 16_000);
    static final Sound SPEAKS = new Sound(Codec.PCM16, 24_000);

    private static final String PATH = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";
    private static final Abilities ABILITIES = new Abilities(List.of(HEARS), List.of(SPEAKS), true, false, true, true);

    private final HttpClient client = HttpClient.newHttpClient();
    private final VendorFailures failures = new VendorFailures(NAME);
    private final LiveSettings settings;

    public GeminiLive(LiveSettings settings) {
        this.settings = settings;
    }

    @Override
    public ProviderDescription description() {
        return new ProviderDescription(
                NAME,
                false,
                Set.of(),
                "Hears and speaks by itself; the vendor ends a connection after about ten minutes, and other providers"
                        + " take the call over then.");
    }

    @Override
    public Abilities abilities() {
        return ABILITIES;
    }

    @Override
    public Dialogue open(DialogueSettings asked, Ear.Listener listener) throws ProviderFailure, InterruptedException {
        return LiveDialogue.open(
                client,
                Query.socket(settings.base(), PATH).uri(),
                Map.of("x-goog-api-key", settings.key().reveal()),
                settings.times(),
                failures,
                new LiveProtocol(failures, settings, asked),
                listener);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
