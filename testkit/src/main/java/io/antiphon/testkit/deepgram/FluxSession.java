package io.antiphon.testkit.deepgram;

import io.antiphon.audio.Frame;
import io.antiphon.testkit.HeardLetters;
import io.antiphon.testkit.wire.Peer;
import io.antiphon.testkit.wire.Session;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection to {@code /v2/listen}. Turns follow Deepgram's state machine: Update every quarter of a second,
 * EagerEndOfTurn only with a threshold, TurnResumed only after it, EndOfTurn with the same text, then the next turn.
 */
final class FluxSession implements Session {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int UPDATE_FRAMES = 12;
    private static final int EAGER_FRAMES = 15;
    private static final int END_FRAMES = 40;

    private final Peer peer;
    private final HeardLetters ear;
    private final boolean eager;

    private final StringBuilder turn = new StringBuilder();
    private int sequence;
    private int turnIndex;
    private double turnStart;
    private int frames;
    private int silentFrames;
    private boolean eagerlyEnded;

    FluxSession(Peer peer, HeardLetters ear) {
        this.peer = peer;
        this.ear = ear;
        this.eager = !peer.request().parameter("eager_eot_threshold").isEmpty();
    }

    @Override
    public void opened() {
        send(JSON.createObjectNode().put("type", "Connected"));
    }

    @Override
    public void binary(byte[] bytes) {
        ear.take(bytes, this::frame);
    }

    private void frame(char letter) {
        frames++;
        if (letter != 0) {
            silentFrames = 0;
            if (turn.isEmpty()) {
                turn.append(letter);
                info("StartOfTurn", 0.1, "");
                return;
            }
            turn.append(letter);
            if (eagerlyEnded) {
                eagerlyEnded = false;
                info("TurnResumed", 0.2, "");
            }
        } else {
            silentFrames++;
        }
        if (!turn.isEmpty() && silentFrames == EAGER_FRAMES && eager) {
            eagerlyEnded = true;
            info("EagerEndOfTurn", 0.6, "");
        } else if (!turn.isEmpty() && silentFrames == END_FRAMES) {
            end("model");
        } else if (frames % UPDATE_FRAMES == 0) {
            info("Update", silentFrames > 0 ? 0.4 : 0.1, "");
        }
    }

    @Override
    public void text(String text) {
        switch (JSON.readTree(text).path("type").asString("")) {
            case "ForceEndTurn" -> {
                if (!turn.isEmpty()) {
                    end("manual");
                }
            }
            case "CloseStream" -> peer.close(1000, "");
            case "Configure" -> send(JSON.createObjectNode().put("type", "ConfigureSuccess"));
            default -> {
                send(JSON.createObjectNode()
                        .put("type", "Error")
                        .put("code", "UNPARSABLE_CLIENT_MESSAGE")
                        .put("description", "unknown message"));
                peer.close(1008, "");
            }
        }
    }

    private void end(String trigger) {
        info("EndOfTurn", 0.9, trigger);
        turn.setLength(0);
        turnIndex++;
        turnStart = ear.seconds();
        eagerlyEnded = false;
    }

    private void info(String event, double confidence, String trigger) {
        ObjectNode info = JSON.createObjectNode()
                .put("type", "TurnInfo")
                .put("event", event)
                .put("turn_index", turnIndex)
                .put("audio_window_start", turnStart)
                .put("audio_window_end", ear.seconds())
                .put("transcript", turn.toString().strip())
                .put("end_of_turn_confidence", confidence);
        words(info.putArray("words"));
        if (!trigger.isEmpty()) {
            info.put("trigger", trigger);
        }
        send(info);
    }

    private void words(ArrayNode words) {
        double at = turnStart;
        for (String word : turn.toString().strip().split(" ")) {
            if (!word.isEmpty()) {
                double end = at + word.length() / (double) Frame.PER_SECOND;
                words.addObject()
                        .put("word", word)
                        .put("confidence", 0.95)
                        .put("start", at)
                        .put("end", end);
                at = end;
            }
        }
    }

    private void send(ObjectNode message) {
        message.put("request_id", "00000000-0000-4000-8000-000000000000").put("sequence_id", sequence++);
        peer.send(message.toString());
    }
}
