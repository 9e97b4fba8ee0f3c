package io.antiphon.server.wiring;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.providers.cartesia.Cartesia;
import io.antiphon.providers.elevenlabs.ElevenLabs;
import io.antiphon.providers.local.voice.EspeakNg;
import io.antiphon.providers.local.voice.Flite;
import io.antiphon.providers.local.voice.FreeTts;
import io.antiphon.providers.local.voice.LocalVoices;
import io.antiphon.providers.openai.speech.Speech;
import io.antiphon.providers.resilience.ResilientProviders;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.VendorVoice;
import io.antiphon.providers.wire.VoiceTimes;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Vendors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What speaks: the vendors whose key is set, and behind them the voices of this machine. */
final class Voices implements AutoCloseable {
    private static final String LOCAL = "local";

    /** Voices of this machine that an agent may name without saying whose they are. */
    private static final Pattern LOCAL_VOICE =
            Pattern.compile("freetts|kevin16|flite|slt|rms|awb|kal|kal16|espeak-ng|[mf][1-8]");

    private final SequencedMap<String, List<TextToSpeech>> known = new LinkedHashMap<>();
    private final List<Runnable> closing = new ArrayList<>();
    private final List<String> order;

    Voices(Configuration configuration, String path, ResilientProviders guards) {
        this.order = configuration.order().voices();
        elevenLabs(configuration.vendors().elevenLabs(), guards);
        cartesia(configuration.vendors().cartesia(), guards);
        openAi(configuration.vendors().openAi(), configuration.mind(), guards);
        known.put(
                LOCAL,
                embedded(configuration.voice().name(), path).stream()
                        .map(guards::guard)
                        .toList());
    }

    private void elevenLabs(Vendors.ElevenLabs settings, ResilientProviders guards) {
        ApiKey key = settings.key();
        if (key != null) {
            var voice = new ElevenLabs(
                    new VendorVoice(key, settings.baseUrl(), settings.model(), settings.voice(), VoiceTimes.ORDINARY));
            closing.add(voice::close);
            known.put(voice.description().name(), List.of(new LateVoices(guards.guard(voice))));
        }
    }

    private void cartesia(Vendors.Cartesia settings, ResilientProviders guards) {
        ApiKey key = settings.key();
        if (key != null) {
            var voice = new Cartesia(
                    new VendorVoice(key, settings.baseUrl(), settings.model(), settings.voice(), VoiceTimes.ORDINARY));
            closing.add(voice::close);
            known.put(voice.description().name(), List.of(new LateVoices(guards.guard(voice))));
        }
    }

    private void openAi(Vendors.OpenAi settings, Configuration.Mind mind, ResilientProviders guards) {
        ApiKey key = mind.apiKey();
        String model = settings.speechModel();
        if (key != null && model != null) {
            var voice = new Speech(new VendorVoice(
                    key, settings.address(mind.baseUrl()), model, settings.voice(), VoiceTimes.ORDINARY));
            closing.add(voice::close);
            known.put(voice.description().name(), List.of(guards.guard(voice)));
        }
    }

    private static List<TextToSpeech> embedded(String name, String path) {
        TextToSpeech chosen = switch (name) {
            case "freetts" -> new FreeTts();
            case "flite" -> new Flite(path);
            case "espeak-ng" -> new EspeakNg(path);
            default -> new LocalVoices(path);
        };
        return name.equals("freetts") ? List.of(chosen) : List.of(chosen, new FreeTts());
    }

    /** How each introduces itself, first choice first. */
    List<ProviderDescription> descriptions() {
        return inOrder(order).map(TextToSpeech::description).toList();
    }

    private Stream<TextToSpeech> inOrder(List<String> first) {
        return Preference.order(known, first).stream().flatMap(List::stream);
    }

    /**
     * The voices to try for an agent: the one it names, then the others that speak its language.
     *
     * @param choice {@code provider}, {@code provider:voice}, or a voice alone: one of this machine's, or else the first
     *     vendor's
     */
    List<TextToSpeech> of(@Nullable String choice, String language) {
        List<String> first = new ArrayList<>(order);
        Wish wish = choice == null ? null : wish(choice);
        if (wish == null) {
            return speaking(inOrder(first).toList(), language);
        }
        first.addFirst(wish.provider());
        List<TextToSpeech> voices = new ArrayList<>(inOrder(first).toList());
        if (wish.voice() != null) {
            voices.set(0, named(choice));
        }
        return speaking(voices, language);
    }

    /** The same with {@code fallbacks} behind it, and then nobody but this machine's own; with none, the others. */
    List<TextToSpeech> of(@Nullable String choice, String language, List<String> fallbacks) {
        List<String> there = fallbacks.stream().filter(this::knows).toList();
        if (there.isEmpty()) {
            return of(choice, language);
        }
        List<TextToSpeech> voices = new ArrayList<>();
        voices.add(named(choice));
        there.forEach(name -> voices.add(named(name)));
        voices.addAll(Preference.order(known, List.of(LOCAL)).getFirst());
        return speaking(voices.stream().distinct().toList(), language);
    }

    /** The first of those that {@link #of(String, String)} would try, whatever it speaks. */
    private TextToSpeech named(@Nullable String choice) {
        Wish wish = choice == null ? null : wish(choice);
        if (wish == null) {
            return inOrder(order).toList().getFirst();
        }
        TextToSpeech voice =
                Preference.order(known, List.of(wish.provider())).getFirst().getFirst();
        if (wish.voice() == null) {
            return voice;
        }
        var named = new NamedVoice(voice, wish.voice());
        // A name that nobody has must not keep the call from beginning.
        return voice instanceof LateVoices ? named : new LateVoices(named);
    }

    /** Whether an agent may name it. */
    boolean knows(String choice) {
        return wish(choice) != null;
    }

    private record Wish(String provider, @Nullable String voice) {}

    private @Nullable Wish wish(String choice) {
        if (known.containsKey(choice)) {
            return new Wish(choice, null);
        }
        int colon = choice.indexOf(':');
        if (colon > 0 && colon < choice.length() - 1 && known.containsKey(choice.substring(0, colon))) {
            return new Wish(choice.substring(0, colon), choice.substring(colon + 1));
        }
        if (LOCAL_VOICE.matcher(choice).matches()) {
            return new Wish(LOCAL, choice);
        }
        return known.keySet().stream()
                .filter(name -> !name.equals(LOCAL))
                .findFirst()
                .map(vendor -> new Wish(vendor, choice))
                .orElse(null);
    }

    /** Those that know the language; this machine's own where none does, so that it says what is missing. */
    private List<TextToSpeech> speaking(List<TextToSpeech> voices, String language) {
        List<TextToSpeech> able = voices.stream()
                .filter(voice -> voice.description().speaks(language))
                .toList();
        return able.isEmpty() ? Preference.order(known, List.of(LOCAL)).getFirst() : able;
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
