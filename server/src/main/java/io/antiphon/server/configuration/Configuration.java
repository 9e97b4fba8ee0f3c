package io.antiphon.server.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything an operator can set, read once at start. */
public record Configuration(Web web, Storage storage, Calls calls, Ear ear, Voice voice, Mind mind, Client client) {

    /** How the server is reached. */
    public record Web(
            @Setting(
                    name = "SERVER_HOST",
                    standard = "127.0.0.1",
                    about = "Address to listen on; 0.0.0.0 for all of them, best behind a proxy that speaks TLS.")
            String host,

            @Setting(
                    name = "SERVER_PORT",
                    aliases = "PORT",
                    standard = "8000",
                    most = 65_535,
                    about = "Port to listen on; 0 takes a free one.")
            int port,

            @Setting(
                    name = "PUBLIC_BASE_URL",
                    aliases = {"APP_URL", "PUBLIC_DOMAIN"},
                    standard = "http://localhost:8000",
                    about =
                            "Address under which callers' carriers reach this server, such as https://voice.example.org.")
            URI publicBaseUrl,

            @Setting(
                    name = "CORS_ORIGINS",
                    about = "Sites whose pages may use the API with a key, with commas between, such as"
                            + " https://shop.example.org. None unless said.")
            @Nullable
            String corsOrigins,

            @Setting(
                    name = "TWILIO_STREAM_TOKEN",
                    secret = true,
                    about =
                            "Last part of the address that Twilio streams to, /ws/voice-twilio/<token>, so that nobody else"
                                    + " finds it: letters, digits, - and _. Empty for /ws/voice-twilio.")
            @Nullable
            String twilioStreamToken,

            @Setting(
                    name = "DEV_NO_AUTH",
                    standard = "false",
                    choices = {"false", "true"},
                    about = "true lets everybody in without a key; only while SERVER_HOST is a loopback address.")
            String devNoAuth) {
        /** Whether nobody has to prove who they are. */
        public boolean isOpen() {
            return devNoAuth.equals("true");
        }

        /** The sites of CORS_ORIGINS. */
        public List<String> origins() {
            return corsOrigins == null
                    ? List.of()
                    : Arrays.stream(corsOrigins.split(","))
                            .map(String::strip)
                            .filter(site -> !site.isEmpty())
                            .toList();
        }

        @Override
        public String toString() {
            return "Web[host=" + host + ", port=" + port + ", publicBaseUrl=" + publicBaseUrl + ", corsOrigins="
                    + corsOrigins + ", twilioStreamToken=" + (twilioStreamToken == null ? "none" : "set")
                    + ", devNoAuth=" + devNoAuth + "]";
        }
    }

    /** Where things are kept. */
    public record Storage(
            @Setting(
                    name = "DATA_DIR",
                    standard = "data",
                    about = "Folder for the embedded database, recordings and indexes.")
            Path folder,

            @Setting(
                    name = "DATABASE_URL",
                    secret = true,
                    about =
                            "PostgreSQL to use, as postgres://user:password@host:port/name; empty for the embedded one.")
            @Nullable
            String databaseUrl) {
        @Override
        public String toString() {
            return "Storage[folder=" + folder + ", databaseUrl=" + (databaseUrl == null ? "embedded" : "set") + "]";
        }
    }

    /** How many calls, and how they end when the server does. */
    public record Calls(
            @Setting(
                    name = "MAX_CALLS",
                    standard = "200",
                    least = 1,
                    about = "Calls at the same time; further callers are told that all places are taken.")
            int atOnce,

            @Setting(
                    name = "DRAIN_TIMEOUT",
                    standard = "30s",
                    about = "How long a stopping server lets its calls go on before it says goodbye.")
            Duration drain) {}

    /** How it hears. */
    public record Ear(
            @Setting(
                    name = "EAR_DECODERS",
                    standard = "2",
                    least = 1,
                    most = 64,
                    about =
                            "Utterances the embedded recogniser decodes at the same time; each takes memory and most of a core.")
            int decoders) {}

    /** How it speaks. */
    public record Voice(
            @Setting(
                    name = "VOICE",
                    standard = "auto",
                    choices = {"auto", "freetts", "flite", "espeak-ng"},
                    about =
                            "Embedded voice: auto, freetts, flite or espeak-ng. auto takes flite where it is installed.")
            String name) {}

    /** How it thinks. */
    public record Mind(
            @Setting(
                    name = "OPENAI_API_KEY",
                    secret = true,
                    about = "Key of the chat endpoint; empty for a server that needs none, such as Ollama or vLLM.")
            @Nullable
            String apiKey,

            @Setting(
                    name = "OPENAI_BASE_URL",
                    about = "Chat endpoint that speaks OpenAI's language, such as https://api.openai.com/v1 or"
                            + " http://localhost:11434/v1. With a key alone, OpenAI's own.")
            @Nullable
            URI baseUrl,

            @Setting(
                    name = "OPENAI_MODEL",
                    about =
                            "Model to ask. Without one, agents answer from their knowledge, word for word, without any model.")
            @Nullable
            String model) {
        @Override
        public String toString() {
            return "Mind[apiKey=" + (apiKey == null ? "none" : "set") + ", baseUrl=" + baseUrl + ", model=" + model
                    + "]";
        }

        /** Whether a model can be asked at all. */
        public boolean isConfigured() {
            return model != null && (apiKey != null || baseUrl != null);
        }
    }

    /** How commands reach a server. */
    public record Client(
            @Setting(
                    name = "ANTIPHON_API_KEY",
                    secret = true,
                    about =
                            "Key that commands such as antiphon call send. Without one, they take that of the server on this machine from DATA_DIR.")
            @Nullable
            String apiKey) {
        @Override
        public String toString() {
            return "Client[apiKey=" + (apiKey == null ? "none" : "set") + "]";
        }
    }
}
