package io.antiphon.server.wiring;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.speech.SpeechToSpeech;
import io.antiphon.providers.gemini.live.GeminiLive;
import io.antiphon.providers.gemini.live.LiveSettings;
import io.antiphon.providers.openai.realtime.OpenAiRealtime;
import io.antiphon.providers.openai.realtime.RealtimeSettings;
import io.antiphon.providers.resilience.ResilientProviders;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.DialogueTimes;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Vendors;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What hears and speaks by itself, for agents that name it in place of a model. */
final class Leads implements AutoCloseable {
    private static final double TEMPERATURE = 0.8;

    /** Models that agents may name; each keeps a client. */
    private static final int MOST_NAMED = 16;

    private final Configuration configuration;
    private final ResilientProviders guards;
    private final Map<String, SpeechToSpeech> made = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Runnable> closing = new ConcurrentLinkedQueue<>();

    Leads(Configuration configuration, ResilientProviders guards) {
        this.configuration = configuration;
        this.guards = guards;
    }

    private record Wish(String provider, String model) {}

    /** Whether a choice names such a model, be there a key for it or not. */
    static boolean isOne(String choice) {
        return choice.startsWith("gpt-realtime")
                || choice.matches("(openai-realtime|gemini-live)(:.+)?")
                || (choice.startsWith("gemini-") && (choice.contains("-live") || choice.contains("native-audio")));
    }

    private Wish wish(String choice) {
        int colon = choice.indexOf(':');
        String name = colon < 0 ? choice : choice.substring(0, colon);
        return switch (name) {
            case OpenAiRealtime.NAME ->
                new Wish(name, colon < 0 ? configuration.vendors().realtime().model() : choice.substring(colon + 1));
            case GeminiLive.NAME ->
                new Wish(name, colon < 0 ? configuration.vendors().geminiLive().model() : choice.substring(colon + 1));
            default -> new Wish(choice.startsWith("gpt-") ? OpenAiRealtime.NAME : GeminiLive.NAME, choice);
        };
    }

    private @Nullable ApiKey key(String provider) {
        return provider.equals(OpenAiRealtime.NAME)
                ? configuration.mind().apiKey()
                : configuration.vendors().gemini().key();
    }

    /** Whether an agent may name it. */
    boolean knows(String choice) {
        return isOne(choice) && of(choice) != null;
    }

    /** What leads the calls of agents that name no model; null for those that are asked. */
    @Nullable
    String standard() {
        return switch (VoiceChoice.of(configuration).taken()) {
            case GEMINI -> GeminiLive.NAME;
            case PIPELINE, RETELL, BOLNA -> null;
        };
    }

    /** The model that a choice names; null where it names another kind of model, or there is no key. */
    @Nullable
    SpeechToSpeech of(@Nullable String choice) {
        if (choice == null || !isOne(choice)) {
            return null;
        }
        Wish wish = wish(choice);
        ApiKey key = key(wish.provider());
        String name = wish.provider() + ' ' + wish.model();
        if (key == null || (!made.containsKey(name) && made.size() >= MOST_NAMED)) {
            return null;
        }
        return made.computeIfAbsent(name, none -> guards.guard(make(wish, key)));
    }

    private SpeechToSpeech make(Wish wish, ApiKey key) {
        Vendors vendors = configuration.vendors();
        if (wish.provider().equals(OpenAiRealtime.NAME)) {
            Vendors.Realtime realtime = vendors.realtime();
            var lead = new OpenAiRealtime(new RealtimeSettings(
                    key,
                    realtime.address(configuration.mind().baseUrl()),
                    wish.model(),
                    realtime.voice(),
                    realtime.transcription(),
                    DialogueTimes.ORDINARY));
            closing.add(lead::close);
            return lead;
        }
        var lead = new GeminiLive(new LiveSettings(
                key,
                vendors.gemini().baseUrl(),
                wish.model(),
                vendors.geminiLive().voice(),
                TEMPERATURE,
                DialogueTimes.ORDINARY));
        closing.add(lead::close);
        return lead;
    }

    /** How each that has a key introduces itself. */
    List<ProviderDescription> descriptions() {
        return Stream.of(of(OpenAiRealtime.NAME), of(GeminiLive.NAME))
                .flatMap(Stream::ofNullable)
                .map(SpeechToSpeech::description)
                .toList();
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
