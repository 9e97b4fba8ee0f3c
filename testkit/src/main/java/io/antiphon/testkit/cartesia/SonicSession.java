package io.antiphon.testkit.cartesia;

import io.antiphon.testkit.wire.Peer;
import io.antiphon.testkit.wire.Session;
import io.antiphon.testkit.wire.SimulatedSpeech;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One connection: contexts that speak what they are given, tell the times of words, and can be cancelled. */
final class SonicSession implements Session {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<Integer> RATES = Set.of(8000, 16_000, 22_050, 24_000, 44_100, 48_000);
    private static final Set<String> FIELDS = Set.of(
            "model_id",
            "transcript",
            "voice",
            "language",
            "locale",
            "context_id",
            "continue",
            "flush",
            "add_timestamps",
            "add_phoneme_timestamps",
            "use_normalized_timestamps",
            "max_buffer_delay_ms",
            "output_format",
            "generation_config",
            "normalization",
            "pronunciation_dict_id",
            "cancel");

    private final Peer peer;
    private final Map<String, String> transcripts = new ConcurrentHashMap<>();
    private final Map<String, Thread> speaking = new ConcurrentHashMap<>();

    SonicSession(Peer peer) {
        this.peer = peer;
    }

    @Override
    public void text(String text) {
        JsonNode message = JSON.readTree(text);
        String context = message.path("context_id").asString("");
        if (message.path("cancel").asBoolean(false)) {
            Thread thread = speaking.remove(context);
            if (thread != null) {
                thread.interrupt();
            }
            return;
        }
        String wrong = wrong(message);
        if (!wrong.isEmpty()) {
            peer.send(message("error", context)
                    .put("status_code", 400)
                    .put("done", true)
                    .put("title", "Invalid request")
                    .put("message", wrong)
                    .put("error_code", "invalid_request")
                    .toString());
            return;
        }
        transcripts.merge(context, message.path("transcript").asString(""), String::concat);
        if (!message.path("continue").asBoolean(false)) {
            speak(message, context, Objects.requireNonNull(transcripts.remove(context)));
        }
    }

    private static String wrong(JsonNode message) {
        for (String field : message.propertyNames()) {
            if (!FIELDS.contains(field)) {
                return "unknown field " + field;
            }
        }
        JsonNode voice = message.path("voice");
        JsonNode format = message.path("output_format");
        double speed = message.path("generation_config").path("speed").asDouble(1);
        if (message.path("model_id").asString("").isEmpty()
                || message.path("context_id").asString("").isEmpty()) {
            return "model_id and context_id";
        }
        if (!voice.isString() && !voice.path("id").isString()) {
            return "voice must be an id";
        }
        if (!format.path("container").asString("").equals("raw")
                || !RATES.contains(format.path("sample_rate").asInt(0))
                || !Set.of("pcm_s16le", "pcm_mulaw")
                        .contains(format.path("encoding").asString(""))) {
            return "output_format";
        }
        return speed < 0.6 || speed > 1.5 ? "speed" : "";
    }

    private void speak(JsonNode message, String context, String transcript) {
        JsonNode format = message.path("output_format");
        var speech = new SimulatedSpeech(
                format.path("sample_rate").asInt(),
                format.path("encoding").asString("").equals("pcm_mulaw"),
                message.path("generation_config").path("speed").asDouble(1));
        boolean timestamps = message.path("add_timestamps").asBoolean(false);
        var at = new AtomicReference<>(0.0);
        Thread thread = SimulatedSpeech.speak(
                transcript,
                (index, piece) -> {
                    double start = at.get();
                    double end = start + speech.millis(piece) / 1000;
                    if (timestamps) {
                        // As the vendor's do, the times of a word may come before its sound.
                        peer.send(words(context, piece.strip(), start, end).toString());
                    }
                    peer.send(message("chunk", context)
                            .put("status_code", 206)
                            .put("done", false)
                            .put("step_time", 1.0)
                            .put("data", speech.sound(piece))
                            .toString());
                    at.set(end);
                },
                () -> {
                    speaking.remove(context);
                    peer.send(message("done", context)
                            .put("status_code", 200)
                            .put("done", true)
                            .toString());
                });
        speaking.put(context, thread);
    }

    private static ObjectNode words(String context, String word, double start, double end) {
        ObjectNode message =
                message("timestamps", context).put("status_code", 206).put("done", false);
        ObjectNode times = message.putObject("word_timestamps");
        times.putArray("words").add(word);
        times.putArray("start").add(start);
        times.putArray("end").add(end);
        return message;
    }

    private static ObjectNode message(String type, String context) {
        return JSON.createObjectNode().put("type", type).put("context_id", context);
    }

    @Override
    public void closed() {
        speaking.values().forEach(Thread::interrupt);
    }
}
