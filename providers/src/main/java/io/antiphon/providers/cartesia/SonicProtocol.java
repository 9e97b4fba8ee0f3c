package io.antiphon.providers.cartesia;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.providers.wire.VendorFailures;
import io.antiphon.providers.wire.VoiceProtocol;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A text is one message in a context of its own; sound, the times of its words and the end come back under its id. */
final class SonicProtocol implements VoiceProtocol {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double SLOWEST = 0.6;
    private static final double FASTEST = 1.5;

    private final VendorFailures failures;
    private final String model;
    private final String voice;
    private final String language;
    private final double speed;
    private final int rate;

    SonicProtocol(VendorFailures failures, String model, String voice, String language, double speed, int rate) {
        this.failures = failures;
        this.model = model;
        this.voice = voice;
        this.language = language;
        this.speed = Math.clamp(speed, SLOWEST, FASTEST);
        this.rate = rate;
    }

    @Override
    public List<String> begin(String context, String text) {
        ObjectNode message = JSON.createObjectNode()
                .put("model_id", model)
                .put("transcript", text)
                .put("voice", voice)
                .put("language", language)
                .put("context_id", context)
                .put("continue", false)
                .put("add_timestamps", true);
        message.putObject("output_format")
                .put("container", "raw")
                .put("encoding", rate == 8000 ? "pcm_mulaw" : "pcm_s16le")
                .put("sample_rate", rate);
        message.putObject("generation_config").put("speed", speed);
        return List.of(message.toString());
    }

    @Override
    public String cancel(String context) {
        return JSON.createObjectNode()
                .put("context_id", context)
                .put("cancel", true)
                .toString();
    }

    @Override
    public String farewell() {
        return "";
    }

    @Override
    public int mostGivenUp() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Reading read(String context) {
        return (message, to) -> read(message, context, to);
    }

    private void read(JsonNode message, String context, Out to) throws ProviderFailure, InterruptedException {
        String of = message.path("context_id").asString("");
        boolean ours = of.equals(context);
        switch (message.path("type").asString("")) {
            case "chunk" -> {
                if (ours) {
                    to.sound(message.path("data").asString(""));
                }
            }
            case "timestamps" -> {
                if (ours) {
                    words(message.path("word_timestamps"), to);
                }
            }
            case "done" -> {
                if (ours) {
                    to.done();
                }
            }
            case "error" -> {
                // One without a context is about the connection.
                if (ours || of.isEmpty()) {
                    throw failure(message);
                }
            }
            default -> {
                // flush_done, phonemes, and what is new.
            }
        }
    }

    private ProviderFailure failure(JsonNode error) {
        String code = error.path("error_code").asString("");
        int status = error.path("status_code").asInt(0);
        return status >= 400
                ? failures.status(status, HttpHeaders.of(Map.of(), (name, value) -> true), code)
                : failures.told(code);
    }

    private static void words(JsonNode times, Out to) {
        JsonNode words = times.path("words");
        for (int i = 0; i < words.size(); i++) {
            to.word(
                    words.path(i).asString(""),
                    millis(times.path("start").path(i)),
                    millis(times.path("end").path(i)));
        }
    }

    private static int millis(JsonNode seconds) {
        return (int) Math.round(seconds.asDouble(0) * 1000);
    }
}
