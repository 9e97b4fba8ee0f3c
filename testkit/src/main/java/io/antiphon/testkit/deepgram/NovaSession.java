package io.antiphon.testkit.deepgram;

import io.antiphon.audio.Frame;
import io.antiphon.testkit.HeardLetters;
import io.antiphon.testkit.wire.Peer;
import io.antiphon.testkit.wire.Session;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection to {@code /v1/listen}: interim results every half second, finals at the vendor's own endpoint or when
 * asked to finalize, UtteranceEnd after the silence asked for.
 */
final class NovaSession implements Session {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int INTERIM_FRAMES = 25;
    private static final int LONGEST_SEGMENT_FRAMES = 250;

    /** With less unread sound than this a Finalize has no answer. */
    private static final double LITTLE = 0.1;

    private final Peer peer;
    private final HeardLetters ear;
    private final boolean interim;
    private final int endpointFrames;
    private final int utteranceEndFrames;

    private final StringBuilder segment = new StringBuilder();
    private double segmentStart;
    private int segmentFrames;
    private int silentFrames;
    private double lastWordEnd;
    private boolean utteranceOpen;

    NovaSession(Peer peer, HeardLetters ear) {
        this.peer = peer;
        this.ear = ear;
        this.interim = peer.request().parameter("interim_results").equals("true");
        this.endpointFrames = frames(peer.request().parameter("endpointing"), 10);
        this.utteranceEndFrames = frames(peer.request().parameter("utterance_end_ms"), 0);
    }

    private static int frames(String millis, int otherwise) {
        if (millis.equals("false")) {
            return Integer.MAX_VALUE;
        }
        int value = millis.isEmpty() || millis.equals("true") ? otherwise : Integer.parseInt(millis);
        return value == 0 ? Integer.MAX_VALUE : Math.max(1, value / Frame.MILLIS);
    }

    @Override
    public void binary(byte[] bytes) {
        if (bytes.length == 0) {
            peer.close(1011, "NET-0000 an empty frame");
            return;
        }
        ear.take(bytes, this::frame);
    }

    private void frame(char letter) {
        segmentFrames++;
        if (letter == 0) {
            silence();
        } else {
            segment.append(letter);
            silentFrames = 0;
            lastWordEnd = ear.seconds();
            utteranceOpen = true;
        }
        if (segmentFrames >= LONGEST_SEGMENT_FRAMES) {
            result(true, false, false);
        } else if (interim && segmentFrames % INTERIM_FRAMES == 0) {
            result(false, false, false);
        }
    }

    private void silence() {
        silentFrames++;
        if (silentFrames == endpointFrames && !segment.isEmpty()) {
            result(true, true, false);
        }
        if (silentFrames == utteranceEndFrames && utteranceOpen) {
            utteranceOpen = false;
            ObjectNode end = JSON.createObjectNode().put("type", "UtteranceEnd").put("last_word_end", lastWordEnd);
            end.putArray("channel").add(0).add(1);
            peer.send(end.toString());
        }
    }

    @Override
    public void text(String text) {
        JsonNode message = JSON.readTree(text);
        switch (message.path("type").asString("")) {
            case "KeepAlive" -> {}
            case "Finalize" -> {
                if (ear.seconds() - segmentStart >= LITTLE) {
                    result(true, true, true);
                }
            }
            case "CloseStream" -> {
                result(true, true, false);
                ObjectNode metadata = JSON.createObjectNode()
                        .put("type", "Metadata")
                        .put("transaction_key", "deprecated")
                        .put("request_id", "00000000-0000-4000-8000-000000000000")
                        .put("sha256", "0".repeat(64))
                        .put("created", "2026-11-21T00:00:00.000Z")
                        .put("duration", ear.seconds())
                        .put("channels", 1);
                peer.send(metadata.toString());
                peer.close(1000, "");
            }
            default -> peer.close(1008, "DATA-0000 unknown message");
        }
    }

    private void result(boolean last, boolean speechFinal, boolean fromFinalize) {
        ObjectNode results = JSON.createObjectNode()
                .put("type", "Results")
                .put("duration", ear.seconds() - segmentStart)
                .put("start", segmentStart)
                .put("is_final", last)
                .put("speech_final", speechFinal)
                .put("from_finalize", fromFinalize);
        results.putArray("channel_index").add(0).add(1);
        String transcript = segment.toString().strip();
        ObjectNode best = results.putObject("channel").putArray("alternatives").addObject();
        best.put("transcript", transcript).put("confidence", transcript.isEmpty() ? 0.0 : 0.97);
        words(best.putArray("words"), transcript);
        ObjectNode metadata = results.putObject("metadata");
        metadata.put("request_id", "00000000-0000-4000-8000-000000000000")
                .put("model_uuid", "00000000-0000-4000-8000-000000000001");
        metadata.putObject("model_info")
                .put("name", "general-nova-3")
                .put("version", "2026-01-01.0")
                .put("arch", "nova-3");
        peer.send(results.toString());
        if (last) {
            segment.setLength(0);
            segmentStart = ear.seconds();
            segmentFrames = 0;
        }
    }

    private void words(ArrayNode words, String transcript) {
        double at = segmentStart;
        for (String word : transcript.split(" ")) {
            double end = at + word.length() / (double) Frame.PER_SECOND;
            if (!word.isEmpty()) {
                words.addObject()
                        .put("word", word)
                        .put("start", at)
                        .put("end", end)
                        .put("confidence", 0.97)
                        .put("punctuated_word", word);
            }
            at = end + 1.0 / Frame.PER_SECOND;
        }
    }
}
