package io.antiphon.providers.gemini.live;

import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.DialogueTimes;
import java.net.URI;

/**
 * Where the model is and how it is asked.
 *
 * @param base address of the interface, such as {@code https://generativelanguage.googleapis.com}
 * @param voice the vendor's name of a voice
 * @param temperature 0 to 2; higher is less predictable
 */
public record LiveSettings(ApiKey key, URI base, String model, String voice, double temperature, DialogueTimes times) {
    public static final URI BASE = URI.create("https://generativelanguage.googleapis.com");
    public static final String MODEL = "gemini-2.5-flash-native-audio-preview-12-2025";
    public static final String VOICE = "Kore";
}
