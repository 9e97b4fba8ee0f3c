package io.antiphon.testkit.gemini.live;

import io.antiphon.audio.Codec;
import io.antiphon.testkit.wire.Peer;
import io.antiphon.testkit.wire.Session;
import io.antiphon.testkit.wire.SimulatedSpeech;
import io.antiphon.testkit.wire.SpokenSound;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One connection: a setup, activities of the caller, and one turn of the model at a time. */
final class LiveSession implements Session {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BAD = 1007;
    private static final Set<String> MESSAGES = Set.of("setup", "realtimeInput", "clientContent", "toolResponse");
    private static final Set<String> SETUP = Set.of(
            "model",
            "generationConfig",
            "systemInstruction",
            "tools",
            "realtimeInputConfig",
            "sessionResumption",
            "contextWindowCompression",
            "inputAudioTranscription",
            "outputAudioTranscription",
            "proactivity",
            "historyConfig",
            "explicitVadSignal",
            "safetySettings",
            "labels");

    private final Peer peer;
    private final Supplier<LiveReply> replies;
    private final SimulatedSpeech speech = new SimulatedSpeech(24_000, false, 1);
    private final Set<String> calls = new HashSet<>();
    private boolean ready;
    private boolean transcribes;
    private @Nullable SpokenSound activity;
    private @Nullable Thread turn;
    private int numbers;

    LiveSession(Peer peer, Supplier<LiveReply> replies) {
        this.peer = peer;
        this.replies = replies;
    }

    @Override
    public void binary(byte[] bytes) {
        text(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void text(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JacksonException unreadable) {
            peer.close(BAD, "Invalid JSON payload");
            return;
        }
        String name = message.propertyNames().stream().findFirst().orElse("");
        if (message.size() != 1 || !MESSAGES.contains(name)) {
            peer.close(BAD, "Invalid JSON payload received");
        } else if (!ready && !name.equals("setup")) {
            peer.close(BAD, "setup must be the first message");
        } else {
            take(name, message.path(name));
        }
    }

    private void take(String name, JsonNode message) {
        switch (name) {
            case "setup" -> setup(message);
            case "realtimeInput" -> input(message);
            case "clientContent" -> content(message);
            default -> results(message);
        }
    }

    private void setup(JsonNode setup) {
        boolean known = setup.propertyNames().stream().allMatch(SETUP::contains);
        if (ready || !known || !setup.path("model").asString("").startsWith("models/")) {
            peer.close(BAD, "Invalid setup");
            return;
        }
        ready = true;
        transcribes = setup.has("inputAudioTranscription");
        send(JSON.createObjectNode().set("setupComplete", JSON.createObjectNode()));
    }

    private void send(JsonNode message) {
        peer.send(message.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode content() {
        return JSON.createObjectNode();
    }

    private void tell(ObjectNode content) {
        ObjectNode message = JSON.createObjectNode();
        message.set("serverContent", content);
        send(message);
    }

    private void input(JsonNode input) {
        if (input.has("activityStart")) {
            activity = new SpokenSound(Codec.PCM16, 16_000);
            interrupt();
        } else if (input.has("activityEnd")) {
            SpokenSound heard = activity;
            if (heard == null) {
                peer.close(BAD, "activityEnd without activityStart");
                return;
            }
            activity = null;
            if (transcribes && !heard.text().isEmpty()) {
                ObjectNode content = content();
                content.putObject("inputTranscription").put("text", heard.text());
                tell(content);
            }
            begin();
        } else if (input.path("audio").path("mimeType").asString("").equals("audio/pcm;rate=16000")) {
            byte[] sound =
                    Base64.getDecoder().decode(input.path("audio").path("data").asString(""));
            if (activity != null) {
                activity.add(sound);
            }
        } else {
            peer.close(BAD, "Invalid realtimeInput");
        }
    }

    private void content(JsonNode content) {
        for (JsonNode said : content.path("turns")) {
            if (!Set.of("user", "model").contains(said.path("role").asString(""))) {
                peer.close(BAD, "Please use a valid role: user, model.");
                return;
            }
        }
        interrupt();
        if (content.path("turnComplete").asBoolean(false)) {
            begin();
        }
    }

    private void results(JsonNode response) {
        for (JsonNode result : response.path("functionResponses")) {
            if (!calls.remove(result.path("id").asString(""))) {
                peer.close(1008, "no such function call");
                return;
            }
        }
        if (calls.isEmpty()) {
            begin();
        }
    }

    private void interrupt() {
        if (turn != null) {
            turn.interrupt();
            turn = null;
            ObjectNode content = content();
            content.put("interrupted", true);
            tell(content);
        }
    }

    private void begin() {
        LiveReply reply = replies.get();
        turn = Thread.ofVirtual().name("simulated-turn").start(() -> {
            try {
                give(reply);
            } catch (InterruptedException cancelled) {
                // Whoever interrupted has said so.
            }
        });
    }

    private void give(LiveReply reply) throws InterruptedException {
        switch (reply) {
            case LiveReply.Words(String text) -> {
                say(text);
                complete();
            }
            case LiveReply.Tool(String name, String arguments) -> call(name, arguments);
            case LiveReply.Stall(String text) -> {
                say(text);
                new CountDownLatch(1).await();
            }
            case LiveReply.GoAway() -> {
                ObjectNode message = JSON.createObjectNode();
                message.putObject("goAway").put("timeLeft", "0.5s");
                send(message);
                peer.close(1001, "going away");
            }
        }
    }

    private void say(String text) throws InterruptedException {
        for (String piece : SimulatedSpeech.pieces(text)) {
            synchronized (this) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                ObjectNode sound = content();
                sound.putObject("modelTurn")
                        .putArray("parts")
                        .addObject()
                        .putObject("inlineData")
                        .put("mimeType", "audio/pcm;rate=24000")
                        .put("data", speech.sound(piece));
                tell(sound);
                ObjectNode words = content();
                words.putObject("outputTranscription").put("text", piece);
                tell(words);
            }
            boolean never = new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
            assert !never;
        }
    }

    private synchronized void complete() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        turn = null;
        ObjectNode generated = content();
        generated.put("generationComplete", true);
        tell(generated);
        ObjectNode message = JSON.createObjectNode();
        message.putObject("serverContent").put("turnComplete", true);
        message.putObject("usageMetadata").put("promptTokenCount", 20).put("responseTokenCount", 10);
        send(message);
    }

    private synchronized void call(String name, String arguments) {
        String id = "function-call-" + ++numbers;
        calls.add(id);
        turn = null;
        ObjectNode message = JSON.createObjectNode();
        message.putObject("toolCall")
                .putArray("functionCalls")
                .addObject()
                .put("id", id)
                .put("name", name)
                .set("args", JSON.readTree(arguments));
        send(message);
    }

    @Override
    public synchronized void closed() {
        if (turn != null) {
            turn.interrupt();
        }
    }
}
