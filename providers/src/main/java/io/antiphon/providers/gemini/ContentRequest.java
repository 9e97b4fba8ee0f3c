package io.antiphon.providers.gemini;

import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.providers.prompt.SpokenPrompt;
import io.antiphon.providers.wire.Pieces;
import io.antiphon.providers.wire.VendorModel;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A prompt in the form of generateContent: user and model by turns, the user first and last. */
final class ContentRequest {
    private static final JsonMapper JSON = new JsonMapper();

    private final ArrayNode contents;
    private final Set<String> answered;
    private String role = "";

    private ContentRequest(ArrayNode contents, Set<String> answered) {
        this.contents = contents;
        this.answered = answered;
    }

    static String body(Prompt prompt, VendorModel model) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("systemInstruction").putArray("parts").addObject().put("text", SpokenPrompt.system(prompt));
        new ContentRequest(body.putArray("contents"), Pieces.answered(prompt)).take(prompt);
        if (!prompt.tools().isEmpty()) {
            ArrayNode declarations = body.putArray("tools").addObject().putArray("functionDeclarations");
            prompt.tools()
                    .forEach(tool -> declarations
                            .addObject()
                            .put("name", tool.name())
                            .put("description", tool.description())
                            .set("parametersJsonSchema", SpokenPrompt.parameters(tool)));
        }
        body.putObject("generationConfig").put("maxOutputTokens", model.maxTokens());
        body.setAll(model.extraFields());
        return body.toString();
    }

    private void take(Prompt prompt) {
        if (prompt.messages().isEmpty() || prompt.messages().getFirst() instanceof Message.Agent) {
            text("user", SpokenPrompt.SILENT_CALLER);
        }
        for (Message message : prompt.messages()) {
            switch (message) {
                case Message.Caller caller -> text("user", caller.text());
                case Message.Agent agent -> {
                    text("model", agent.text());
                    agent.requests().stream()
                            .filter(request -> answered.contains(request.id()))
                            .forEach(this::call);
                }
                case Message.ToolAnswer answer -> {
                    if (answered.contains(answer.id())) {
                        response(answer);
                    }
                }
            }
        }
        if (!role.equals("user")) {
            text("user", SpokenPrompt.SILENT_CALLER);
        }
    }

    private void call(ModelPiece.ToolRequest request) {
        ObjectNode part = parts("model").addObject();
        ObjectNode call = part.putObject("functionCall");
        String id = ToolIds.id(request.id());
        if (!id.isEmpty()) {
            call.put("id", id);
        }
        call.put("name", request.name()).set("args", Pieces.arguments(request));
        String signature = ToolIds.signature(request.id());
        if (!signature.isEmpty()) {
            part.put("thoughtSignature", signature);
        }
    }

    private void response(Message.ToolAnswer answer) {
        ObjectNode response = parts("user").addObject().putObject("functionResponse");
        String id = ToolIds.id(answer.id());
        if (!id.isEmpty()) {
            response.put("id", id);
        }
        JsonNode result = Pieces.lenient(answer.result());
        response.put("name", answer.name())
                .set(
                        "response",
                        result.isObject() ? result : JSON.createObjectNode().put("result", answer.result()));
    }

    private void text(String of, String text) {
        if (!text.isBlank()) {
            parts(of).addObject().put("text", text);
        }
    }

    /** The parts of the present content where it is of this role, else of a new one. */
    private ArrayNode parts(String of) {
        if (role.equals(of)) {
            return (ArrayNode) contents.get(contents.size() - 1).get("parts");
        }
        role = of;
        return contents.addObject().put("role", of).putArray("parts");
    }
}
