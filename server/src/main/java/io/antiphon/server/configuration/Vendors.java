package io.antiphon.server.configuration;

import io.antiphon.providers.openai.realtime.RealtimeSettings;
import io.antiphon.providers.openai.transcription.TranscriptionSettings;
import io.antiphon.providers.wire.ApiKey;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Providers that are switched on by a key, a record a vendor. */
public record Vendors(
        Deepgram deepgram,
        ElevenLabs elevenLabs,
        Cartesia cartesia,
        OpenAi openAi,
        Anthropic anthropic,
        Gemini gemini,
        Realtime realtime,
        GeminiLive geminiLive,
        DeepSeek deepSeek,
        Groq groq) {

    /** The same with other keys, by vendor; those that are not named stay. */
    Vendors with(Map<String, ApiKey> keys) {
        return new Vendors(
                new Deepgram(keys.getOrDefault("deepgram", deepgram.key), deepgram.baseUrl, deepgram.model),
                new ElevenLabs(
                        keys.getOrDefault("elevenlabs", elevenLabs.key),
                        elevenLabs.baseUrl,
                        elevenLabs.model,
                        elevenLabs.voice),
                new Cartesia(
                        keys.getOrDefault("cartesia", cartesia.key), cartesia.baseUrl, cartesia.model, cartesia.voice),
                openAi,
                new Anthropic(keys.getOrDefault("anthropic", anthropic.key), anthropic.baseUrl, anthropic.model),
                new Gemini(keys.getOrDefault("gemini", gemini.key), gemini.baseUrl, gemini.model),
                realtime,
                geminiLive,
                new DeepSeek(keys.getOrDefault("deepseek", deepSeek.key), deepSeek.baseUrl, deepSeek.model),
                new Groq(keys.getOrDefault("groq", groq.key), groq.baseUrl, groq.model));
    }

    /** An ear. */
    public record Deepgram(
            @Setting(name = "DEEPGRAM_API_KEY", secret = true, about = "Key of Deepgram, which then hears callers.")
            @Nullable
            ApiKey key,

            @Setting(
                    name = "DEEPGRAM_BASE_URL",
                    standard = "https://api.deepgram.com",
                    about = "Deepgram's address; https://api.eu.deepgram.com keeps sound in Europe.")
            URI baseUrl,

            @Setting(
                    name = "DEEPGRAM_MODEL",
                    standard = "nova-3",
                    about =
                            "Model that hears: nova-3, nova-2, or flux-general-en and flux-general-multi, which also judge"
                                    + " whose turn it is.")
            String model) {}

    /** A voice. */
    public record ElevenLabs(
            @Setting(name = "ELEVENLABS_API_KEY", secret = true, about = "Key of ElevenLabs, which then speaks.")
            @Nullable
            ApiKey key,

            @Setting(
                    name = "ELEVENLABS_BASE_URL",
                    standard = "https://api.elevenlabs.io",
                    about = "ElevenLabs' address.")
            URI baseUrl,

            @Setting(name = "ELEVENLABS_MODEL", standard = "eleven_flash_v2_5", about = "Model that speaks.")
            String model,

            @Setting(
                    name = "ELEVENLABS_VOICE_ID",
                    standard = "21m00Tcm4TlvDq8ikWAM",
                    about = "Voice of agents that name none.")
            String voice) {}

    /** A voice. */
    public record Cartesia(
            @Setting(name = "CARTESIA_API_KEY", secret = true, about = "Key of Cartesia, which then speaks.") @Nullable
            ApiKey key,

            @Setting(name = "CARTESIA_BASE_URL", standard = "https://api.cartesia.ai", about = "Cartesia's address.")
            URI baseUrl,

            @Setting(name = "CARTESIA_MODEL", standard = "sonic-3", about = "Model that speaks.")
            String model,

            @Setting(
                    name = "CARTESIA_VOICE_ID",
                    standard = "a0e99841-438c-4a64-b679-ae501e7d6091",
                    about = "Voice of agents that name none.")
            String voice) {}

    /** An ear and a voice, each switched on by its model; the key is that of the mind. */
    public record OpenAi(
            @Setting(
                    name = "OPENAI_SPEECH_BASE_URL",
                    about = "Where OPENAI_API_KEY hears and speaks, with /v1, if that is not OPENAI_BASE_URL.")
            @Nullable
            URI baseUrl,

            @Setting(
                    name = "OPENAI_TRANSCRIPTION_MODEL",
                    about =
                            "Model that then hears with OPENAI_API_KEY, such as gpt-live-transcribe, which guesses while the"
                                    + " caller speaks.")
            @Nullable
            String transcriptionModel,

            @Setting(
                    name = "OPENAI_SPEECH_MODEL",
                    about =
                            "Model that then speaks with OPENAI_API_KEY. gpt-4o-mini-tts, tts-1 and tts-1-hd are announced to"
                                    + " shut down on 2027-01-06.")
            @Nullable
            String speechModel,

            @Setting(name = "OPENAI_VOICE", standard = "alloy", about = "Voice of agents that name none.")
            String voice) {
        /** Where it hears and speaks: a key must not go to another vendor than the one it belongs to. */
        public URI address(@Nullable URI ofMind) {
            URI own = baseUrl;
            if (own != null) {
                return own;
            }
            return ofMind == null ? TranscriptionSettings.BASE : ofMind;
        }
    }

    /** A mind. */
    public record Anthropic(
            @Setting(name = "ANTHROPIC_API_KEY", secret = true, about = "Key of Anthropic, whose model then answers.")
            @Nullable
            ApiKey key,

            @Setting(
                    name = "ANTHROPIC_BASE_URL",
                    standard = "https://api.anthropic.com",
                    about = "Anthropic's address, without /v1.")
            URI baseUrl,

            @Setting(
                    name = "ANTHROPIC_MODEL",
                    standard = "claude-haiku-5-5",
                    about = "Model that answers for agents that name none.")
            String model) {}

    /** A mind. */
    public record Gemini(
            @Setting(
                    name = "GEMINI_API_KEY",
                    aliases = "GOOGLE_API_KEY",
                    secret = true,
                    about = "Key of Google's Gemini, which then answers.")
            @Nullable
            ApiKey key,

            @Setting(
                    name = "GEMINI_BASE_URL",
                    standard = "https://generativelanguage.googleapis.com",
                    about = "Gemini's address, without /v1beta.")
            URI baseUrl,

            @Setting(
                    name = "GEMINI_MODEL",
                    standard = "gemini-3.6-flash",
                    about = "Model that answers for agents that name none.")
            String model) {}

    /** OpenAI's model that hears and speaks by itself, for agents that name it; it has the key of OpenAI. */
    public record Realtime(
            @Setting(
                    name = "OPENAI_REALTIME_BASE_URL",
                    about = "Address of OpenAI Realtime, with /v1, if that is not OPENAI_BASE_URL.")
            @Nullable
            URI baseUrl,

            @Setting(
                    name = "OPENAI_REALTIME_MODEL",
                    standard = "gpt-realtime-2.1",
                    about = "Model of agents that name openai-realtime and no model.")
            String model,

            @Setting(
                    name = "OPENAI_REALTIME_VOICE",
                    aliases = "REALTIME_VOICE",
                    standard = "marin",
                    about = "Voice of agents that speak through OpenAI Realtime.")
            String voice,

            @Setting(
                    name = "OPENAI_REALTIME_TRANSCRIPTION_MODEL",
                    standard = "whisper-1",
                    about = "Model that writes down what callers said to OpenAI Realtime.")
            String transcription) {
        /** Where it is: a key must not go to another vendor than the one it belongs to. */
        public URI address(@Nullable URI ofMind) {
            URI own = baseUrl;
            if (own != null) {
                return own;
            }
            return ofMind == null ? RealtimeSettings.BASE : ofMind;
        }
    }

    /** Google's model that hears and speaks by itself, for agents that name it; it has Gemini's key and address. */
    public record GeminiLive(
            @Setting(
                    name = "GEMINI_LIVE_MODEL",
                    standard = "gemini-2.5-flash-native-audio-preview-12-2025",
                    about = "Model of agents that name gemini-live and no model.")
            String model,

            @Setting(
                    name = "GEMINI_LIVE_VOICE",
                    standard = "Kore",
                    about = "Voice of agents that speak through Gemini Live.")
            String voice) {}

    /** A mind that speaks OpenAI's language. */
    public record DeepSeek(
            @Setting(name = "DEEPSEEK_API_KEY", secret = true, about = "Key of DeepSeek, whose model then answers.")
            @Nullable
            ApiKey key,

            @Setting(name = "DEEPSEEK_BASE_URL", standard = "https://api.deepseek.com", about = "DeepSeek's address.")
            URI baseUrl,

            @Setting(
                    name = "DEEPSEEK_MODEL",
                    standard = "deepseek-flash",
                    about = "Model that answers for agents that name none.")
            String model) {}

    /** A mind that speaks OpenAI's language. */
    public record Groq(
            @Setting(name = "GROQ_API_KEY", secret = true, about = "Key of Groq, whose model then answers.") @Nullable
            ApiKey key,

            @Setting(
                    name = "GROQ_BASE_URL",
                    standard = "https://api.groq.com/openai/v1",
                    about = "Groq's address, with /v1.")
            URI baseUrl,

            @Setting(
                    name = "GROQ_MODEL",
                    standard = "llama-3.3-70b-versatile",
                    about = "Model that answers for agents that name none.")
            String model) {}
}
