package io.antiphon.providers.anthropic;

import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.mind.ToolDescription;
import io.antiphon.providers.prompt.SpokenPrompt;
import io.antiphon.providers.wire.Pieces;
import io.antiphon.providers.wire.VendorModel;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A prompt in the form of the Messages interface: user and assistant by turns, the user first and last. */
final class MessageRequest {
    private static final JsonMapper JSON = new JsonMapper();

    private final ArrayNode messages;
    private final Set<String> answered;
    private String role = "";

    private MessageRequest(ArrayNode messages, Set<String> answered) {
        this.messages = messages;
        this.answered = answered;
    }

    static String body(Prompt prompt, VendorModel model) {
        ObjectNode body = JSON.createObjectNode()
                .put("model", model.model())
                .put("max_tokens", model.maxTokens())
                .put("stream", true);
        ArrayNode system = body.putArray("system");
        // The part that stays the same through a call is kept by the vendor.
        text(system, SpokenPrompt.lasting(prompt)).putObject("cache_control").put("type", "ephemeral");
        String passing = SpokenPrompt.passing(prompt);
        if (!passing.isEmpty()) {
            text(system, passing);
        }
        new MessageRequest(body.putArray("messages"), Pieces.answered(prompt)).take(prompt);
        if (!prompt.tools().isEmpty()) {
            ArrayNode tools = body.putArray("tools");
            prompt.tools().forEach(tool -> tool(tools.addObject(), tool));
        }
        body.setAll(model.extraFields());
        return body.toString();
    }

    private void take(Prompt prompt) {
        if (prompt.messages().isEmpty() || prompt.messages().getFirst() instanceof Message.Agent) {
            text(content("user"), SpokenPrompt.SILENT_CALLER);
        }
        for (Message message : prompt.messages()) {
            switch (message) {
                case Message.Caller caller -> {
                    if (!caller.text().isBlank()) {
                        text(content("user"), caller.text());
                    }
                }
                case Message.Agent agent -> agent(agent);
                case Message.ToolAnswer answer -> {
                    if (answered.contains(answer.id())) {
                        result(content("user"), answer);
                    }
                }
            }
        }
        if (!role.equals("user")) {
            text(content("user"), SpokenPrompt.SILENT_CALLER);
        }
    }

    private void agent(Message.Agent agent) {
        if (!agent.text().isBlank()) {
            text(content("assistant"), agent.text().strip());
        }
        for (ModelPiece.ToolRequest request : agent.requests()) {
            if (answered.contains(request.id())) {
                content("assistant")
                        .addObject()
                        .put("type", "tool_use")
                        .put("id", request.id())
                        .put("name", request.name())
                        .set("input", Pieces.arguments(request));
            }
        }
    }

    /** Results stand before all words of their message. */
    private static void result(ArrayNode content, Message.ToolAnswer answer) {
        int at = 0;
        while (at < content.size() && content.get(at).path("type").asString("").equals("tool_result")) {
            at++;
        }
        content.insertObject(at)
                .put("type", "tool_result")
                .put("tool_use_id", answer.id())
                .put("content", answer.result());
    }

    /** The content of the present message where it is of this role, else of a new one. */
    private ArrayNode content(String of) {
        if (role.equals(of)) {
            return (ArrayNode) messages.get(messages.size() - 1).get("content");
        }
        role = of;
        return messages.addObject().put("role", of).putArray("content");
    }

    private static ObjectNode text(ArrayNode content, String text) {
        return content.addObject().put("type", "text").put("text", text);
    }

    private static void tool(ObjectNode node, ToolDescription tool) {
        node.put("name", tool.name()).put("description", tool.description());
        node.set("input_schema", SpokenPrompt.parameters(tool));
    }
}
