package io.antiphon.providers.catalogue;

import io.antiphon.providers.anthropic.Anthropic;
import io.antiphon.providers.cartesia.Cartesia;
import io.antiphon.providers.catalogue.Offer.Kind;
import io.antiphon.providers.deepgram.DeepgramSettings;
import io.antiphon.providers.deepgram.Flux;
import io.antiphon.providers.deepgram.Nova;
import io.antiphon.providers.elevenlabs.ElevenLabs;
import io.antiphon.providers.gemini.Gemini;
import io.antiphon.providers.gemini.live.GeminiLive;
import io.antiphon.providers.openai.realtime.OpenAiRealtime;
import io.antiphon.providers.openai.realtime.RealtimeSettings;
import io.antiphon.providers.openai.speech.Speech;
import io.antiphon.providers.openai.transcription.Transcription;
import io.antiphon.providers.openai.transcription.TranscriptionSettings;
import io.antiphon.providers.wire.ApiKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All providers that want a key. */
public final class Catalogue {

    private static final List<Offer> OFFERS = List.of(
            new Offer(
                    "deepgram",
                    "Deepgram Nova",
                    Kind.EAR,
                    Nova.LANGUAGES,
                    "DEEPGRAM_API_KEY",
                    DeepgramSettings.BASE,
                    "/v1/projects",
                    Catalogue::token),
            new Offer(
                    "deepgram-flux",
                    "Deepgram Flux",
                    Kind.EAR,
                    Flux.LANGUAGES,
                    "DEEPGRAM_API_KEY",
                    DeepgramSettings.BASE,
                    "/v1/projects",
                    Catalogue::token),
            new Offer(
                    "openai-transcription",
                    "OpenAI transcription",
                    Kind.EAR,
                    Transcription.LANGUAGES,
                    "OPENAI_API_KEY",
                    TranscriptionSettings.BASE,
                    "/models",
                    Catalogue::bearer,
                    "OPENAI_TRANSCRIPTION_MODEL",
                    Transcription.NOTE),
            new Offer(
                    "openai",
                    "OpenAI",
                    Kind.MIND,
                    Set.of(),
                    "OPENAI_API_KEY",
                    URI.create("https://api.openai.com"),
                    "/v1/models",
                    Catalogue::bearer),
            new Offer(
                    "anthropic",
                    "Anthropic Claude",
                    Kind.MIND,
                    Set.of(),
                    "ANTHROPIC_API_KEY",
                    Anthropic.BASE,
                    "/v1/models?limit=1",
                    key -> Map.of("x-api-key", key.reveal(), "anthropic-version", Anthropic.VERSION)),
            new Offer(
                    "gemini",
                    "Google Gemini",
                    Kind.MIND,
                    Set.of(),
                    "GEMINI_API_KEY",
                    Gemini.BASE,
                    "/v1beta/models?pageSize=1",
                    key -> Map.of("x-goog-api-key", key.reveal())),
            new Offer(
                    "deepseek",
                    "DeepSeek",
                    Kind.MIND,
                    Set.of(),
                    "DEEPSEEK_API_KEY",
                    URI.create("https://api.deepseek.com"),
                    "/models",
                    Catalogue::bearer),
            new Offer(
                    "groq",
                    "Groq",
                    Kind.MIND,
                    Set.of(),
                    "GROQ_API_KEY",
                    URI.create("https://api.groq.com/openai/v1"),
                    "/models",
                    Catalogue::bearer),
            new Offer(
                    OpenAiRealtime.NAME,
                    "OpenAI Realtime",
                    Kind.DIALOGUE,
                    Set.of(),
                    "OPENAI_API_KEY",
                    RealtimeSettings.BASE,
                    "/models",
                    Catalogue::bearer),
            new Offer(
                    GeminiLive.NAME,
                    "Google Gemini Live",
                    Kind.DIALOGUE,
                    Set.of(),
                    "GEMINI_API_KEY",
                    Gemini.BASE,
                    "/v1beta/models?pageSize=1",
                    key -> Map.of("x-goog-api-key", key.reveal())),
            new Offer(
                    "elevenlabs",
                    "ElevenLabs",
                    Kind.VOICE,
                    ElevenLabs.LANGUAGES,
                    "ELEVENLABS_API_KEY",
                    ElevenLabs.BASE,
                    "/v1/models",
                    key -> Map.of("xi-api-key", key.reveal())),
            new Offer(
                    "cartesia",
                    "Cartesia Sonic",
                    Kind.VOICE,
                    Cartesia.LANGUAGES,
                    "CARTESIA_API_KEY",
                    Cartesia.BASE,
                    "/voices?limit=1",
                    key -> Map.of("X-API-Key", key.reveal(), "Cartesia-Version", Cartesia.VERSION)),
            new Offer(
                    "openai-speech",
                    "OpenAI speech",
                    Kind.VOICE,
                    Speech.LANGUAGES,
                    "OPENAI_API_KEY",
                    Speech.BASE,
                    "/models",
                    Catalogue::bearer,
                    "OPENAI_SPEECH_MODEL",
                    Speech.NOTE));

    private Catalogue() {}

    private static Map<String, String> bearer(ApiKey key) {
        return Map.of("Authorization", "Bearer " + key.reveal());
    }

    private static Map<String, String> token(ApiKey key) {
        return Map.of("Authorization", "Token " + key.reveal());
    }

    /** All of them, ears first. */
    public static List<Offer> offers() {
        return OFFERS;
    }

    /** The one of this name. */
    public static Optional<Offer> offer(String name) {
        return OFFERS.stream().filter(offer -> offer.name().equals(name)).findFirst();
    }
}
