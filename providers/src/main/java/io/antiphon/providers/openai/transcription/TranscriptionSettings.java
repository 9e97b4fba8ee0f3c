package io.antiphon.providers.openai.transcription;

import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.EarTimes;
import java.net.URI;
import java.time.Duration;

/**
 * Where OpenAI's transcription is and what is asked of it.
 *
 * @param base what stands before {@code /realtime}, such as {@code https://api.openai.com/v1}
 * @param model the vendor's name, such as {@code gpt-live-transcribe}
 */
public record TranscriptionSettings(ApiKey key, URI base, String model, EarTimes times) {
    /** The vendor's ordinary address. */
    public static final URI BASE = URI.create("https://api.openai.com/v1");

    /** A final transcript is made only when it is asked for, so more time is left for it than others need. */
    public static final EarTimes TIMES =
            new EarTimes(Duration.ofSeconds(3), Duration.ofMillis(1500), Duration.ofSeconds(8), Duration.ofSeconds(20));

    public TranscriptionSettings {
        if (model.isBlank()) {
            throw new IllegalArgumentException(
                    "model of openai-transcription is empty: name one, such as gpt-live-transcribe");
        }
    }
}
