package io.antiphon.providers.local.voice;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The best voice this machine has for a language: English by flite where it is installed, else by FreeTTS, which always
 * is there; every other language by espeak-ng where it is installed.
 *
 * <p>A voice's name decides instead where one is given: {@code freetts}, {@code flite} or one of its voices, {@code
 * espeak-ng} or one of its variants.
 */
public final class LocalVoices implements TextToSpeech {
    private final FreeTts freetts;
    private final Flite flite;
    private final EspeakNg espeak;

    /** @param path folders to look for flite and espeak-ng in, joined as in the environment variable PATH */
    public LocalVoices(String path) {
        this(new FreeTts(), new Flite(path), new EspeakNg(path));
    }

    LocalVoices(FreeTts freetts, Flite flite, EspeakNg espeak) {
        this.freetts = freetts;
        this.flite = flite;
        this.espeak = espeak;
    }

    @Override
    public ProviderDescription description() {
        Set<String> languages = new HashSet<>(freetts.description().languages());
        if (espeak.installed()) {
            languages.addAll(espeak.description().languages());
        }
        return new ProviderDescription(
                "local",
                true,
                languages,
                "Intelligible but mechanical. English is always there; it sounds nicer with the program flite, and"
                        + " Hindi, Marathi, Tamil and others need the program espeak-ng.");
    }

    @Override
    public Voice open(VoiceSettings settings) throws ProviderFailure, InterruptedException {
        return chosen(settings.language(), settings.name()).open(settings);
    }

    /** Which of them speaks: the name decides where one is given, else the language. */
    TextToSpeech chosen(String language, @Nullable String name) {
        if (name != null) {
            if (name.equals(FreeTts.NAME) || name.equals("kevin16")) {
                return freetts;
            }
            if (name.equals(Flite.NAME) || Flite.VOICES.contains(name)) {
                return flite;
            }
            return espeak;
        }
        if (!freetts.description().speaks(language)) {
            return espeak;
        }
        return flite.installed() ? flite : freetts;
    }
}
