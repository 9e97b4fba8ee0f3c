package io.antiphon.providers.wire;

import java.net.URI;

/**
 * A vendor's voice and how it is to be asked.
 *
 * @param base the vendor's address without a path, http or https
 * @param model the vendor's name for the model
 * @param voice the vendor's id of the voice that speaks where an agent names none
 */
public record VendorVoice(ApiKey key, URI base, String model, String voice, VoiceTimes times) {
    public VendorVoice {
        if (model.isBlank() || voice.isBlank()) {
            throw new IllegalArgumentException("a vendor's voice needs both a model and the id of a voice");
        }
    }

    public VendorVoice withTimes(VoiceTimes other) {
        return new VendorVoice(key, base, model, voice, other);
    }
}
