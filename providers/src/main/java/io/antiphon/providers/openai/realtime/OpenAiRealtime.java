package io.antiphon.providers.openai.realtime;

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
 * OpenAI Realtime, as generally available
 * (<a href="https://platform.openai.com/docs/api-reference/realtime">API reference</a>). Its own turn detection stays
 * off: the call decides when to answer. On a telephone line sound goes through as the carrier's µ-law.
 */
public final class OpenAiRealtime implements SpeechToSpeech, AutoCloseable {
    public static final String NAME = "openai-realtime";

    /** Linear sound on this wire has one rate. */
    static final Sound LINEAR = new Sound(Codec.PCM16, 24_000);

    private static final Abilities ABILITIES =
            new Abilities(List.of(Sound.CARRIER, LINEAR), List.of(Sound.CARRIER, LINEAR), true, true, true, true);

    private final HttpClient client = HttpClient.newHttpClient();
    private final VendorFailures failures = new VendorFailures(NAME);
    private final RealtimeSettings settings;

    public OpenAiRealtime(RealtimeSettings settings) {
        this.settings = settings;
    }

    @Override
    public ProviderDescription description() {
        return new ProviderDescription(
                NAME, false, Set.of(), "Hears and speaks by itself; what it hears is written down after the fact.");
    }

    @Override
    public Abilities abilities() {
        return ABILITIES;
    }

    @Override
    public Dialogue open(DialogueSettings asked, Ear.Listener listener) throws ProviderFailure, InterruptedException {
        return LiveDialogue.open(
                client,
                Query.socket(settings.base(), "/realtime")
                        .with("model", settings.model())
                        .uri(),
                Map.of("Authorization", "Bearer " + settings.key().reveal()),
                settings.times(),
                failures,
                new RealtimeProtocol(failures, settings, asked),
                listener);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
