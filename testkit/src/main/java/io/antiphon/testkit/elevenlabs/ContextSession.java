package io.antiphon.testkit.elevenlabs;

import io.antiphon.testkit.wire.Peer;
import io.antiphon.testkit.wire.Session;
import io.antiphon.testkit.wire.SimulatedSpeech;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One connection: at most five contexts, each opened by a space, fed with text, flushed, closed. */
final class ContextSession implements Session {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_CONTEXTS = 5;

    private final Peer peer;
    private final boolean companded;
    private final Map<String, Context> contexts = new ConcurrentHashMap<>();

    ContextSession(Peer peer) {
        this.peer = peer;
        this.companded = peer.request().parameter("output_format").equals("ulaw_8000");
    }

    @Override
    public void text(String text) {
        JsonNode message = JSON.readTree(text);
        if (message.path("close_socket").asBoolean(false)) {
            peer.close(1000, "");
            return;
        }
        String id = message.path("context_id").asString("default");
        Context context = contexts.get(id);
        if (context == null) {
            if (!message.path("text").asString("").equals(" ")) {
                error("input_timeout_exceeded", "a context begins with a single space");
                return;
            }
            if (contexts.size() == MOST_CONTEXTS) {
                error("max_active_conversations", "too many contexts");
                return;
            }
            double speed = message.path("voice_settings").path("speed").asDouble(1);
            if (speed < 0.7 || speed > 1.2) {
                error("invalid_voice_settings", "speed");
                return;
            }
            contexts.put(id, new Context(id, speed));
            return;
        }
        context.take(message);
    }

    private void error(String error, String prose) {
        peer.send(JSON.createObjectNode()
                .put("message", prose)
                .put("error", error)
                .put("code", 1008)
                .toString());
        peer.close(1008, prose);
    }

    @Override
    public void closed() {
        contexts.values().forEach(Context::stop);
    }

    private final class Context {
        private final String id;
        private final SimulatedSpeech speech;
        private final StringBuilder text = new StringBuilder();
        private volatile Thread speaking = Thread.currentThread();

        Context(String id, double speed) {
            this.id = id;
            this.speech = new SimulatedSpeech(companded ? 8000 : 16_000, companded, speed);
        }

        void take(JsonNode message) {
            text.append(message.path("text").asString(""));
            if (message.path("flush").asBoolean(false)) {
                String flushed = text.toString();
                text.setLength(0);
                speaking = SimulatedSpeech.speak(flushed, (index, piece) -> sound(piece), this::end);
            }
        }

        private void sound(String piece) {
            ObjectNode message = JSON.createObjectNode().put("audio", speech.sound(piece));
            ObjectNode alignment = message.putObject("alignment");
            ArrayNode chars = alignment.putArray("chars");
            ArrayNode starts = alignment.putArray("charStartTimesMs");
            ArrayNode durations = alignment.putArray("charDurationsMs");
            for (int i = 0; i < piece.length(); i++) {
                chars.add(piece.substring(i, i + 1));
                starts.add(speech.letterStart(i));
                durations.add(speech.letterStart(i + 1) - speech.letterStart(i));
            }
            message.set("normalizedAlignment", alignment.deepCopy());
            peer.send(message.put("contextId", id).toString());
        }

        private void end() {
            contexts.remove(id);
            peer.send(JSON.createObjectNode()
                    .put("isFinal", true)
                    .put("contextId", id)
                    .toString());
        }

        void stop() {
            if (!speaking.equals(Thread.currentThread())) {
                speaking.interrupt();
            }
        }
    }
}
