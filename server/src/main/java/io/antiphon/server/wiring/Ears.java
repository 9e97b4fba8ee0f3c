package io.antiphon.server.wiring;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.providers.deepgram.DeepgramSettings;
import io.antiphon.providers.deepgram.Flux;
import io.antiphon.providers.deepgram.Nova;
import io.antiphon.providers.local.ear.Sphinx4;
import io.antiphon.providers.openai.transcription.Transcription;
import io.antiphon.providers.openai.transcription.TranscriptionSettings;
import io.antiphon.providers.resilience.ResilientProviders;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.EarTimes;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Vendors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What hears: the vendors whose key is set, and behind them the recogniser that needs none. */
final class Ears implements AutoCloseable {
    private static final String FLUX = "deepgram-flux";
    private static final String NOVA = "deepgram";

    private final SequencedMap<String, SpeechToText> known = new LinkedHashMap<>();
    private final List<Runnable> closing = new ArrayList<>();
    private final Sphinx4 embedded;
    private final List<String> order;

    Ears(Configuration configuration, Sphinx4 embedded, ResilientProviders guards) {
        this.embedded = embedded;
        this.order = configuration.order().ears();
        deepgram(configuration.vendors().deepgram(), guards);
        openAi(configuration.vendors().openAi(), configuration.mind(), guards);
        known.put(embedded.description().name(), guards.guard(embedded));
    }

    private void deepgram(Vendors.Deepgram settings, ResilientProviders guards) {
        ApiKey key = settings.key();
        if (key == null) {
            return;
        }
        boolean flux = settings.model().startsWith("flux");
        var nova = new Nova(
                new DeepgramSettings(key, settings.baseUrl(), flux ? "nova-3" : settings.model(), EarTimes.ORDINARY));
        var turns = new Flux(new DeepgramSettings(
                key, settings.baseUrl(), flux ? settings.model() : "flux-general-multi", EarTimes.ORDINARY));
        closing.add(nova::close);
        closing.add(turns::close);
        if (flux) {
            known.put(FLUX, guards.guard(turns));
            known.put(NOVA, guards.guard(nova));
        } else {
            known.put(NOVA, guards.guard(nova));
            known.put(FLUX, guards.guard(turns));
        }
    }

    private void openAi(Vendors.OpenAi settings, Configuration.Mind mind, ResilientProviders guards) {
        ApiKey key = mind.apiKey();
        String model = settings.transcriptionModel();
        if (key == null || model == null) {
            return;
        }
        var transcription = new Transcription(
                new TranscriptionSettings(key, settings.address(mind.baseUrl()), model, TranscriptionSettings.TIMES));
        closing.add(transcription::close);
        known.put(transcription.description().name(), guards.guard(transcription));
    }

    /** How each introduces itself, first choice first. */
    List<ProviderDescription> descriptions() {
        return Preference.order(known, order).stream()
                .map(SpeechToText::description)
                .toList();
    }

    /** Whether a call in this language may come to be heard by the embedded recogniser. */
    boolean embeddedHears(String language) {
        return embedded.description().speaks(language);
    }

    /** The recogniser to ask for an agent: the one it names, if that is there, then the others. */
    SpeechToText of(@Nullable String choice) {
        List<String> first = new ArrayList<>(order);
        if (choice != null) {
            first.addFirst(choice);
        }
        return new FallbackEars(Preference.order(known, first));
    }

    /** The same with {@code fallbacks} behind it, and then nobody but what is embedded; with none, the others. */
    SpeechToText of(@Nullable String choice, List<String> fallbacks) {
        List<String> there = fallbacks.stream().filter(this::knows).toList();
        if (there.isEmpty()) {
            return of(choice);
        }
        List<SpeechToText> ears = new ArrayList<>();
        ears.add(
                choice == null
                        ? Preference.order(known, order).getFirst()
                        : Preference.order(known, List.of(choice)).getFirst());
        ears.addAll(Preference.order(known, there).subList(0, there.size()));
        ears.add(Preference.order(known, List.of(embedded.description().name())).getFirst());
        return new FallbackEars(ears.stream().distinct().toList());
    }

    /** Whether an agent may name it. */
    boolean knows(String name) {
        return known.containsKey(name);
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
