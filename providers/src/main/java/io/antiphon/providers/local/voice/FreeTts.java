package io.antiphon.providers.local.voice;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.Set;

/**
 * The built-in English voice: FreeTTS's diphone speaker kevin16, in pure Java, at 16 kHz and with the time of every
 * word. Needs nothing installed.
 */
public final class FreeTts implements TextToSpeech {
    static final String NAME = "freetts";
    private static final ProviderDescription DESCRIPTION = new ProviderDescription(
            NAME, true, Set.of("en"), "English only; one robotic male voice, clear but without warmth.");

    private final DiphonePool pool;

    /** A voice that lets as many sentences be made at once as there are processors. */
    public FreeTts() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /** @param atOnce how many sentences may be made at the same moment; each place costs some 6 MB */
    public FreeTts(int atOnce) {
        this.pool = new DiphonePool(atOnce);
    }

    @Override
    public ProviderDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Voice open(VoiceSettings settings) throws ProviderFailure, InterruptedException {
        if (!DESCRIPTION.speaks(settings.language())) {
            throw new ProviderFailure(
                    NAME,
                    ProviderFailure.Kind.NOT_CONFIGURED,
                    "speaks English only, not " + settings.language() + ": choose another voice for this language");
        }
        pool.warmUp();
        return new FreeTtsVoice(pool, settings.speed());
    }
}
