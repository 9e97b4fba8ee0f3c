package io.antiphon.providers.local.ear;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.EarSettings.Domain;
import io.antiphon.ports.speech.SpeechToText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The embedded English recogniser: no account, no key, nothing to install. Understands what an agent's own texts have
 * prepared it for; it is not for dictation.
 *
 * <p>Models are loaded once, by the first {@link #warm} or {@link #open}, and shared. A fixed number of threads decodes;
 * every ear belongs to one of them.
 */
public final class Sphinx4 implements SpeechToText, AutoCloseable {
    static final String NAME = "sphinx4";

    /** Domains whose language is kept, for decoders that have not built its network yet. */
    private static final int LANGUAGES = 32;

    private final TelephoneMap telephone;
    private final List<Decoder> decoders;
    private final Map<Domain, DomainLanguage> languages = new LinkedHashMap<>(LANGUAGES, 0.75f, true);
    private @Nullable EnglishModel english;

    /** @param decoders threads that decode, 1 or more; one keeps up with about three callers who speak at once */
    public Sphinx4(int decoders) {
        if (decoders < 1) {
            throw new IllegalArgumentException("the embedded ear needs 1 decoder thread or more, not " + decoders);
        }
        try {
            telephone = TelephoneMap.shipped();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.decoders = IntStream.range(0, decoders)
                .mapToObj(i -> new Decoder("ear-" + i, this::network))
                .toList();
    }

    @Override
    public ProviderDescription description() {
        return new ProviderDescription(
                NAME,
                true,
                Set.of("en"),
                "English only, for guided talk about what the agent's texts prepare it for; not for dictation, names or"
                        + " noisy lines. "
                        + (decoders.size() == 1 ? "One decoder serves" : decoders.size() + " decoders serve")
                        + " all calls: when more callers"
                        + " speak at once than they keep up with, answers come later.");
    }

    /** Loads the models, which every domain needs; the first {@link #warm} or {@link #open} does so otherwise. */
    public void preload() {
        english();
    }

    /**
     * Makes ready to hear about {@code domain}: loads the models and builds a decoder's network. Blocks until that is
     * done; the other decoders build theirs meanwhile, and whoever needs one sooner waits for it.
     */
    public void warm(Domain domain) throws InterruptedException {
        Decoder.await(decoders.getFirst().ready(domain));
        decoders.stream().skip(1).forEach(decoder -> decoder.prepare(domain));
    }

    @Override
    public Ear open(EarSettings settings, Ear.Listener listener) throws ProviderFailure, InterruptedException {
        check(settings);
        Decoder decoder =
                decoders.stream().min(Comparator.comparingInt(Decoder::ears)).orElseThrow();
        Network network = Decoder.await(decoder.ready(settings.domain()));
        EnglishModel model = english();
        var frontEnd = new FrontEnd(model, telephone, settings.rate());
        return new SphinxEar(decoder, listener, () -> frontEnd.utterance(network));
    }

    private void check(EarSettings settings) throws ProviderFailure {
        if (!description().speaks(settings.language())) {
            throw new ProviderFailure(
                    NAME,
                    Kind.BAD_REQUEST,
                    "hears English only, not \"" + settings.language() + "\": choose another recogniser for it");
        }
        if (settings.rate() != 8000 && settings.rate() != Cepstra.RATE) {
            throw new ProviderFailure(
                    NAME, Kind.BAD_REQUEST, "rate must be 8000 or 16000 samples a second, not " + settings.rate());
        }
    }

    private Network network(Domain domain) {
        EnglishModel model = english();
        return new Network(model, language(domain, model), Network.Beams.USUAL);
    }

    private synchronized DomainLanguage language(Domain domain, EnglishModel model) {
        DomainLanguage language = languages.computeIfAbsent(
                domain, _ -> new DomainLanguage(domain, model.general(), DomainLanguage.Balance.USUAL));
        if (languages.size() > LANGUAGES) {
            languages.remove(languages.keySet().iterator().next());
        }
        return language;
    }

    private synchronized EnglishModel english() {
        if (english == null) {
            try {
                english = new EnglishModel();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return english;
    }

    /** Ends the decoders. Close the ears first: one that is open hears nothing more. */
    @Override
    public void close() {
        decoders.forEach(Decoder::close);
    }
}
