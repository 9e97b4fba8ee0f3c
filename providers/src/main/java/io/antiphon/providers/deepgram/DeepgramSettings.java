package io.antiphon.providers.deepgram;

import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.EarTimes;
import java.net.URI;

/**
 * Where Deepgram is and what is asked of it.
 *
 * @param base {@code https://api.deepgram.com}, or the European {@code https://api.eu.deepgram.com}
 * @param model the vendor's name, such as {@code nova-3} or {@code flux-general-multi}
 */
public record DeepgramSettings(ApiKey key, URI base, String model, EarTimes times) {
    /** The vendor's ordinary address. */
    public static final URI BASE = URI.create("https://api.deepgram.com");

    public DeepgramSettings {
        if (model.isBlank()) {
            throw new IllegalArgumentException("model of deepgram is empty: name one, such as nova-3");
        }
    }

    public DeepgramSettings withTimes(EarTimes other) {
        return new DeepgramSettings(key, base, model, other);
    }
}
