package io.antiphon.testkit.openai.transcription;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the vendor refuses in a session's settings. */
final class SessionRules {
    private static final Set<String> MODELS = Set.of(
            "gpt-live-transcribe",
            "gpt-transcribe",
            "gpt-realtime-whisper",
            "gpt-4o-transcribe",
            "gpt-4o-mini-transcribe",
            "whisper-1");

    /** Models that tell words while sound comes; the vendor's own ends of turns are not to be had with them. */
    private static final Set<String> STREAMING = Set.of("gpt-live-transcribe", "gpt-realtime-whisper");

    /** Models that take names and several languages. */
    private static final Set<String> HINTED = Set.of("gpt-live-transcribe", "gpt-transcribe");

    private SessionRules() {}

    /** The field that is wrong; empty where nothing is. */
    static String wrong(JsonNode session) {
        JsonNode input = session.path("audio").path("input");
        JsonNode transcription = input.path("transcription");
        String model = transcription.path("model").asString("");
        if (!session.path("type").asString("").equals("transcription")) {
            return "session.type";
        }
        for (String field : session.propertyNames()) {
            if (!Set.of("type", "audio", "include").contains(field)) {
                return "session." + field;
            }
        }
        if (!formatIsKnown(input.path("format"))) {
            return "session.audio.input.format";
        }
        if (!MODELS.contains(model)) {
            return "session.audio.input.transcription.model";
        }
        if (streams(model) && !input.path("turn_detection").isNull() && input.has("turn_detection")) {
            return "session.audio.input.turn_detection";
        }
        boolean hints = transcription.has("keywords") || transcription.has("languages");
        if (hints && !HINTED.contains(model)) {
            return "session.audio.input.transcription.keywords";
        }
        return transcription.has("delay") && !model.equals("gpt-realtime-whisper")
                ? "session.audio.input.transcription.delay"
                : "";
    }

    private static boolean formatIsKnown(JsonNode format) {
        return switch (format.path("type").asString("")) {
            case "audio/pcm" -> format.path("rate").asInt(0) == 24_000;
            case "audio/pcmu", "audio/pcma" -> !format.has("rate");
            default -> false;
        };
    }

    static boolean streams(String model) {
        return STREAMING.contains(model);
    }
}
