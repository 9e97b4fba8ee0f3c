package io.antiphon.server.configuration;

import io.antiphon.control.vault.MasterKey;
import io.antiphon.providers.wire.ApiKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything an operator can set, read once at start. */
public record Configuration(
        Web web,
        Storage storage,
        Calls calls,
        Ear ear,
        Voice voice,
        Mind mind,
        Order order,
        Vendors vendors,
        Telephony telephony,
        Logs logs,
        Traces traces,
        Client client) {

    /** The same with other keys, by vendor, such as {@code deepgram}; those that are not named stay. */
    public Configuration with(Map<String, ApiKey> keys) {
        var openAi = new Mind(keys.getOrDefault("openai", mind.apiKey), mind.baseUrl, mind.model);
        return new Configuration(
                web, storage, calls, ear, voice, openAi, order, vendors.with(keys), telephony, logs, traces, client);
    }

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
                    name = "RETELL_LLM_TOKEN",
                    aliases = "OBFUSCATED_WS_PATH",
                    secret = true,
                    about =
                            "Part of the address at which Retell asks for an agent's words, /ws/retell/llm/<token>, which"
                                    + " is all that keeps others out: letters, digits, - and _, as openssl rand -hex 16 makes"
                                    + " them. Without one, Retell cannot ask.")
            @Nullable
            String retellLlmToken,

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
                    + ", retellLlmToken=" + (retellLlmToken == null ? "none" : "set") + ", devNoAuth=" + devNoAuth
                    + "]";
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
            String databaseUrl,

            @Setting(
                    name = "MASTER_KEY",
                    secret = true,
                    about = "Key under which vendors' keys from the console and the headers of tools are encrypted: 32"
                            + " random bytes in Base64, as openssl rand -base64 32 makes them. Empty for"
                            + " DATA_DIR/master.key, which is made at the first start.")
            @Nullable
            MasterKey masterKey,

            @Setting(
                    name = "MASTER_KEY_FORMER",
                    secret = true,
                    about =
                            "The master key that was before this one: what is still encrypted under it is encrypted anew"
                                    + " at the start. Take it out afterwards.")
            @Nullable
            MasterKey formerMasterKey) {
        @Override
        public String toString() {
            return "Storage[folder=" + folder + ", databaseUrl=" + (databaseUrl == null ? "embedded" : "set")
                    + ", masterKey=" + (masterKey == null ? "none" : "set")
                    + ", formerMasterKey=" + (formerMasterKey == null ? "none" : "set") + "]";
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
            Duration drain,

            @Setting(
                    name = "OUTBOUND_CALLS_PER_MINUTE",
                    standard = "30",
                    least = 1,
                    most = 6_000,
                    about =
                            "Calls that each organisation may place in a minute; carriers have limits of their own, Twilio"
                                    + " a call a second.")
            int outboundPerMinute,

            @Setting(
                    name = "TOOL_ADDRESSES",
                    standard = "public",
                    choices = {"public", "any"},
                    about = "Which servers tools and webhooks may ask: public for those of the open internet; any for"
                            + " this machine and its network too, where everybody who may change agents may see them.")
            String toolAddresses) {}

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
                            "Embedded voice, which speaks where no vendor does: auto, freetts, flite or espeak-ng. auto takes flite"
                                    + " where it is installed.")
            String name) {}

    /** How it thinks. */
    public record Mind(
            @Setting(
                    name = "OPENAI_API_KEY",
                    secret = true,
                    about = "Key of the chat endpoint; empty for a server that needs none, such as Ollama or vLLM.")
            @Nullable
            ApiKey apiKey,

            @Setting(
                    name = "OPENAI_BASE_URL",
                    about = "Chat endpoint that speaks OpenAI's language, such as https://api.openai.com/v1 or"
                            + " http://localhost:11434/v1. With a key alone, OpenAI's own.")
            @Nullable
            URI baseUrl,

            @Setting(
                    name = "OPENAI_MODEL",
                    about =
                            "Model to ask there. Without one, and without another vendor's key, agents answer from their"
                                    + " knowledge, word for word, without any model.")
            @Nullable
            String model) {
        /** Whether there is an endpoint to ask. */
        public boolean isReachable() {
            return apiKey != null || baseUrl != null;
        }

        /** Whether a model can be asked by agents that name none. */
        public boolean isConfigured() {
            return model != null && isReachable();
        }
    }

    /** Who is asked first. */
    public record Order(
            @Setting(
                    name = "EAR_ORDER",
                    choices = {"deepgram", "deepgram-flux", "openai-transcription", "sphinx4"},
                    about = "Recognisers in the order in which they are tried, with commas between; those left out come"
                            + " after, those without a key never.")
            List<String> ears,

            @Setting(
                    name = "MIND_ORDER",
                    choices = {"openai", "anthropic", "gemini", "deepseek", "groq", "lector"},
                    about = "Models in the order in which they are asked, likewise; openai is whatever OPENAI_BASE_URL"
                            + " names.")
            List<String> minds,

            @Setting(
                    name = "VOICE_ORDER",
                    choices = {"elevenlabs", "cartesia", "openai-speech", "local"},
                    about = "Voices in the order in which they are tried, likewise.")
            List<String> voices) {
        public Order {
            ears = List.copyOf(ears);
            minds = List.copyOf(minds);
            voices = List.copyOf(voices);
        }
    }

    /** What it tells its operator. */
    public record Logs(
            @Setting(
                    name = "LOG_FORMAT",
                    standard = "text",
                    choices = {"text", "json"},
                    about = "text for people; json for a collector, an object a line in the Elastic Common Schema.")
            String format) {
        /** Whether a machine reads them. */
        public boolean isJson() {
            return format.equals("json");
        }
    }

    /** Who is told how each call went. */
    public record Traces(
            @Setting(
                    name = "OTEL_EXPORTER_OTLP_ENDPOINT",
                    about =
                            "Collector of OpenTelemetry traces that takes OTLP over HTTP, such as http://localhost:4318."
                                    + " None are made without one.")
            @Nullable
            URI endpoint,

            @Setting(
                    name = "OTEL_EXPORTER_OTLP_HEADERS",
                    secret = true,
                    about = "Headers for the collector, as name=value with commas between, such as a key.")
            @Nullable
            String headers,

            @Setting(name = "OTEL_SERVICE_NAME", standard = "antiphon", about = "What this server is called in traces.")
            String serviceName) {
        /** Where traces go: the signal's own path below the endpoint, as the specification has it. */
        public String address() {
            return String.valueOf(endpoint).replaceFirst("/+$", "") + "/v1/traces";
        }

        /** The headers, by name; what is no pair is left out. */
        public Map<String, String> pairs() {
            return headers == null
                    ? Map.of()
                    : Arrays.stream(headers.split(","))
                            .map(pair -> pair.split("=", 2))
                            .filter(pair -> pair.length == 2)
                            .collect(Collectors.toMap(pair -> pair[0].strip(), pair -> pair[1].strip(), (a, b) -> b));
        }

        @Override
        public String toString() {
            return "Traces[endpoint=" + endpoint + ", headers=" + (headers == null ? "none" : "set") + ", serviceName="
                    + serviceName + "]";
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
