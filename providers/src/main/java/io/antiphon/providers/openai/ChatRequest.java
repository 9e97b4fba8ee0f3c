package io.antiphon.providers.openai;

import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.mind.ToolDescription;
import io.antiphon.providers.prompt.SpokenPrompt;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A prompt in the form of the chat completions interface. */
final class ChatRequest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Hosts that want the newer name of the limit and refuse the older one, or are about to. */
    private static final Set<String> NEW_LIMIT = Set.of("api.openai.com", "api.groq.com");

    private ChatRequest() {}

    static String body(Prompt prompt, ChatEndpoint endpoint) {
        ObjectNode body = JSON.createObjectNode().put("model", endpoint.model()).put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        boolean newLimit = NEW_LIMIT.contains(endpoint.baseUrl().getHost());
        body.put(newLimit ? "max_completion_tokens" : "max_tokens", endpoint.maxTokens());
        if (endpoint.temperature() != null) {
            body.put("temperature", endpoint.temperature());
        }
        messages(body.putArray("messages"), prompt);
        if (!prompt.tools().isEmpty()) {
            ArrayNode tools = body.putArray("tools");
            prompt.tools().forEach(tool -> tool(tools.addObject(), tool));
        }
        body.setAll(endpoint.extraFields());
        return body.toString();
    }

    private static void messages(ArrayNode messages, Prompt prompt) {
        messages.addObject().put("role", "system").put("content", SpokenPrompt.system(prompt));
        if (prompt.messages().isEmpty() || prompt.messages().getFirst() instanceof Message.Agent) {
            messages.addObject().put("role", "user").put("content", SpokenPrompt.SILENT_CALLER);
        }
        for (Message message : prompt.messages()) {
            switch (message) {
                case Message.Caller caller ->
                    messages.addObject().put("role", "user").put("content", caller.text());
                case Message.Agent agent -> agent(messages, agent);
                case Message.ToolAnswer answer ->
                    messages.addObject()
                            .put("role", "tool")
                            .put("tool_call_id", answer.id())
                            .put("content", answer.result());
            }
        }
    }

    private static void agent(ArrayNode messages, Message.Agent agent) {
        if (agent.text().isBlank() && agent.requests().isEmpty()) {
            return;
        }
        ObjectNode message = messages.addObject().put("role", "assistant").put("content", agent.text());
        if (agent.requests().isEmpty()) {
            return;
        }
        ArrayNode calls = message.putArray("tool_calls");
        for (ModelPiece.ToolRequest request : agent.requests()) {
            ObjectNode call = calls.addObject().put("id", request.id()).put("type", "function");
            call.putObject("function").put("name", request.name()).put("arguments", request.arguments());
        }
    }

    private static void tool(ObjectNode node, ToolDescription tool) {
        ObjectNode function = node.put("type", "function").putObject("function");
        function.put("name", tool.name()).put("description", tool.description());
        function.set("parameters", SpokenPrompt.parameters(tool));
    }
}
