package io.antiphon.providers.openai.realtime;

import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.DialogueTimes;
import java.net.URI;

/**
 * Where the model is and how it is asked.
 *
 * @param base address of the interface, such as {@code https://api.openai.com/v1}
 * @param voice the vendor's name of a voice
 * @param transcription the model that writes down what the caller said
 */
public record RealtimeSettings(
        ApiKey key, URI base, String model, String voice, String transcription, DialogueTimes times) {
    public static final URI BASE = URI.create("https://api.openai.com/v1");
    public static final String MODEL = "gpt-realtime-2.1";
    public static final String VOICE = "marin";
    public static final String TRANSCRIPTION = "whisper-1";
}
