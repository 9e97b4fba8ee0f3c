package io.antiphon.providers.elevenlabs;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.providers.wire.VendorFailures;
import io.antiphon.providers.wire.VoiceProtocol;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A context is opened, given its text, flushed and closed at once; closed it goes on until the flushed text is spoken,
 * and says so. There is nothing that would stop it earlier. What goes out is in snake case, what comes in camel case.
 */
final class ContextProtocol implements VoiceProtocol {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double STABILITY = 0.5;
    private static final double SIMILARITY = 0.75;
    private static final double SLOWEST = 0.7;
    private static final double FASTEST = 1.2;

    /** Of five contexts that the vendor allows at once, leaving room for the next two. */
    private static final int MOST_GIVEN_UP = 2;

    private final VendorFailures failures;
    private final double speed;

    ContextProtocol(VendorFailures failures, double speed) {
        this.failures = failures;
        this.speed = Math.clamp(speed, SLOWEST, FASTEST);
    }

    @Override
    public List<String> begin(String context, String text) {
        ObjectNode open = JSON.createObjectNode().put("text", " ").put("context_id", context);
        open.putObject("voice_settings")
                .put("stability", STABILITY)
                .put("similarity_boost", SIMILARITY)
                .put("speed", speed);
        ObjectNode words = JSON.createObjectNode()
                .put("text", text + " ")
                .put("context_id", context)
                .put("flush", true);
        ObjectNode close = JSON.createObjectNode().put("context_id", context).put("close_context", true);
        return List.of(open.toString(), words.toString(), close.toString());
    }

    @Override
    public String cancel(String context) {
        return "";
    }

    @Override
    public String farewell() {
        return "{\"close_socket\":true}";
    }

    @Override
    public int mostGivenUp() {
        return MOST_GIVEN_UP;
    }

    @Override
    public Reading read(String context) {
        return new ContextReading(context);
    }

    private final class ContextReading implements Reading {
        private final String context;
        private final StringBuilder word = new StringBuilder();
        private int start;
        private int end;

        ContextReading(String context) {
            this.context = context;
        }

        @Override
        public void message(JsonNode message, Out to) throws ProviderFailure, InterruptedException {
            if (message.has("error") && !message.path("error").isNull()) {
                throw failures.told(
                        message.path("error").asString(""),
                        "code-" + message.path("code").asInt(0));
            }
            String of = message.path("contextId")
                    .asString(message.path("context_id").asString(""));
            if (!of.equals(context)) {
                return;
            }
            // Times count from the first sound of the message, not of the text.
            align(message.path("alignment"), to.millis(), to);
            String sound = message.path("audio").asString("");
            if (!sound.isEmpty()) {
                to.sound(sound);
            }
            if (message.path("isFinal").asBoolean(message.path("is_final").asBoolean(false))) {
                endWord(to);
                to.done();
            }
        }

        private void align(JsonNode alignment, int offset, Out to) {
            JsonNode chars = alignment.path("chars");
            // The vendor's client has the one name, its reference the other.
            JsonNode durations =
                    alignment.path(alignment.has("charDurationsMs") ? "charDurationsMs" : "charsDurationsMs");
            for (int i = 0; i < chars.size(); i++) {
                String character = chars.path(i).asString("");
                if (character.isBlank()) {
                    endWord(to);
                    continue;
                }
                int from = offset + alignment.path("charStartTimesMs").path(i).asInt(0);
                if (word.isEmpty()) {
                    start = from;
                }
                word.append(character);
                end = from + durations.path(i).asInt(0);
            }
        }

        private void endWord(Out to) {
            if (!word.isEmpty()) {
                to.word(word.toString(), start, end);
                word.setLength(0);
            }
        }
    }
}
