package io.antiphon.ports.speech;

import io.antiphon.audio.Codec;
import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import java.util.List;

/** A model that hears and speaks by itself, without recogniser and voice around it. Serves many calls at once. */
public interface SpeechToSpeech {
    ProviderDescription description();

    /** What it can do; the same for every call. */
    Abilities abilities();

    /**
     * Opens a dialogue for one call. May block while a connection is made.
     *
     * @throws ProviderFailure when this model cannot serve the settings
     */
    Dialogue open(DialogueSettings settings, Ear.Listener listener) throws ProviderFailure, InterruptedException;

    /**
     * A form of sound on the vendor's wire, mono.
     *
     * @param rate samples a second
     */
    record Sound(Codec codec, int rate) {
        /** What carriers speak: passed through without loss between a telephone line and a vendor that takes it. */
        public static final Sound CARRIER = new Sound(Codec.ULAW, 8000);
    }

    /**
     * What a speech-to-speech model can do.
     *
     * @param hears forms in which it takes the caller's sound
     * @param speaks forms in which it gives its own
     * @param waits whether its own turn detection can be switched off, so that it answers only when asked
     * @param truncates whether it can be told, to the millisecond, how much of an answer was heard; one that cannot is
     *     told in words
     * @param transcribes whether it tells what it understood the caller to say
     * @param asksForTools whether it may ask for tools
     */
    record Abilities(
            List<Sound> hears,
            List<Sound> speaks,
            boolean waits,
            boolean truncates,
            boolean transcribes,
            boolean asksForTools) {
        public Abilities {
            hears = List.copyOf(hears);
            speaks = List.copyOf(speaks);
        }

        /** Whether it can lead a call: others take turns of their own accord, or leave nothing for the record. */
        public boolean canLead() {
            return waits && transcribes;
        }
    }
}
