package io.antiphon.server.wiring;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recognisers of which a call gets the first that can be had. One that goes deaf later is not replaced. */
record FallbackEars(List<SpeechToText> ears) implements SpeechToText {
    private static final Logger log = LoggerFactory.getLogger(FallbackEars.class);

    FallbackEars {
        ears = List.copyOf(ears);
        if (ears.isEmpty()) {
            throw new IllegalArgumentException("a call needs at least one recogniser");
        }
    }

    @Override
    public ProviderDescription description() {
        return ears.getFirst().description();
    }

    /** @throws ProviderFailure of the last that was asked, when none can be had */
    @Override
    public Ear open(EarSettings settings, Ear.Listener listener) throws ProviderFailure, InterruptedException {
        ProviderFailure last = null;
        for (SpeechToText ear : speaking(settings.language())) {
            try {
                return opened(ear, settings, listener, last);
            } catch (ProviderFailure failure) {
                last = failure;
            }
        }
        throw last == null
                ? new ProviderFailure(
                        description().name(), ProviderFailure.Kind.NOT_CONFIGURED, "there is no recogniser to ask")
                : last;
    }

    private static Ear opened(
            SpeechToText ear, EarSettings settings, Ear.Listener listener, @Nullable ProviderFailure before)
            throws ProviderFailure, InterruptedException {
        long began = System.nanoTime();
        Ear opened = ear.open(settings, listener);
        String name = ear.description().name();
        if (before != null) {
            log.warn("{} could not hear a call ({}): {} does", before.provider(), before.kind(), name);
        } else if (!ear.description().local()) {
            log.info("connected to {} in {} ms", name, (System.nanoTime() - began) / 1_000_000);
        }
        return opened;
    }

    /** Those that know the language; the last of all where none does, so that it says what is missing. */
    private List<SpeechToText> speaking(String language) {
        List<SpeechToText> able =
                ears.stream().filter(ear -> ear.description().speaks(language)).toList();
        return able.isEmpty() ? List.of(ears.getLast()) : able;
    }
}
