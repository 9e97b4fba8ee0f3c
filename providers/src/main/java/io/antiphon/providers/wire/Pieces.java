package io.antiphon.providers.wire;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Gives the pieces of one answer, unless the thread was interrupted. */
public final class Pieces {
    private static final JsonMapper JSON = new JsonMapper();

    private final Consumer<ModelPiece> sink;

    public Pieces(Consumer<ModelPiece> sink) {
        this.sink = sink;
    }

    /** Words to be spoken; none where there are none. */
    public void text(String words) throws InterruptedException {
        if (!words.isEmpty()) {
            give(new ModelPiece.Text(words));
        }
    }

    /** Any piece. */
    public void give(ModelPiece piece) throws InterruptedException {
        stopIfInterrupted();
        sink.accept(piece);
    }

    /** Before a vendor is asked at all. */
    public static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** A message as an object. */
    public static JsonNode object(String json, VendorFailures failures) throws ProviderFailure {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException unreadable) {
            // Told below, without the text.
        }
        throw failures.unreadable("sent a message that is not a JSON object");
    }

    /** A body that may be an error in the vendor's form, or a page of a proxy. */
    public static JsonNode lenient(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException page) {
            return JSON.missingNode();
        }
    }

    /** A tool's arguments as an object; empty where there is none. */
    public static ObjectNode arguments(ModelPiece.ToolRequest request) {
        return lenient(request.arguments()) instanceof ObjectNode object ? object : JSON.createObjectNode();
    }

    /**
     * The tool requests that were answered later in the talk. Vendors refuse a talk in which one is not, and an answer to
     * what was never asked.
     */
    public static Set<String> answered(Prompt prompt) {
        Set<String> asked = new HashSet<>();
        Set<String> answered = new HashSet<>();
        for (Message message : prompt.messages()) {
            switch (message) {
                case Message.Caller caller -> {}
                case Message.Agent agent -> agent.requests().forEach(request -> asked.add(request.id()));
                case Message.ToolAnswer answer -> {
                    if (asked.contains(answer.id())) {
                        answered.add(answer.id());
                    }
                }
            }
        }
        return answered;
    }
}
