package io.antiphon.providers.gemini.live;

import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece.ToolRequest;
import io.antiphon.ports.mind.ToolDescription;
import io.antiphon.ports.speech.DialogueSettings;
import io.antiphon.providers.prompt.SpokenPrompt;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The messages that are sent, as JSON. */
final class ClientMessages {
    private static final JsonMapper JSON = new JsonMapper();

    static final String ACTIVITY_START = "{\"realtimeInput\":{\"activityStart\":{}}}";
    static final String ACTIVITY_END = "{\"realtimeInput\":{\"activityEnd\":{}}}";

    private ClientMessages() {}

    static String setup(LiveSettings settings, DialogueSettings asked) {
        ObjectNode message = JSON.createObjectNode();
        ObjectNode setup = message.putObject("setup").put("model", "models/" + settings.model());
        ObjectNode generation = setup.putObject("generationConfig").put("temperature", settings.temperature());
        generation.putArray("responseModalities").add("AUDIO");
        generation
                .putObject("speechConfig")
                .putObject("voiceConfig")
                .putObject("prebuiltVoiceConfig")
                .put("voiceName", asked.voice() == null ? settings.voice() : asked.voice());
        setup.putObject("systemInstruction")
                .putArray("parts")
                .addObject()
                .put("text", SpokenPrompt.lasting(asked.opening()));
        List<ToolDescription> tools = asked.opening().tools();
        if (!tools.isEmpty()) {
            var functions = setup.putArray("tools").addObject().putArray("functionDeclarations");
            for (ToolDescription tool : tools) {
                functions
                        .addObject()
                        .put("name", tool.name())
                        .put("description", tool.description())
                        .set("parametersJsonSchema", SpokenPrompt.parameters(tool));
            }
        }
        ObjectNode input = setup.putObject("realtimeInputConfig");
        input.putObject("automaticActivityDetection").put("disabled", true);
        input.put("activityHandling", "START_OF_ACTIVITY_INTERRUPTS");
        setup.putObject("inputAudioTranscription");
        setup.putObject("outputAudioTranscription");
        setup.putObject("contextWindowCompression").putObject("slidingWindow");
        return message.toString();
    }

    /** Written fifty times a second, so without a tree. */
    static String sound(String base64) {
        return "{\"realtimeInput\":{\"audio\":{\"mimeType\":\"audio/pcm;rate=16000\",\"data\":\"" + base64 + "\"}}}";
    }

    /** @param complete whether the model is to answer */
    static String content(List<Map.Entry<String, String>> turns, boolean complete) {
        ObjectNode message = JSON.createObjectNode();
        ObjectNode content = message.putObject("clientContent");
        var all = content.putArray("turns");
        for (Map.Entry<String, String> turn : turns) {
            all.addObject()
                    .put("role", turn.getKey())
                    .putArray("parts")
                    .addObject()
                    .put("text", turn.getValue());
        }
        content.put("turnComplete", complete);
        return message.toString();
    }

    static Map.Entry<String, String> turn(Message message) {
        return switch (message) {
            case Message.Caller(String text) -> Map.entry("user", text);
            case Message.Agent(String text, var _) -> Map.entry("model", text);
            case Message.ToolAnswer(String _, String name, String result) ->
                Map.entry("user", "(The tool " + name + " has given its result: " + result + ")");
        };
    }

    static String results(Map<ToolRequest, String> results) {
        ObjectNode message = JSON.createObjectNode();
        var responses = message.putObject("toolResponse").putArray("functionResponses");
        results.forEach((request, result) -> {
            ObjectNode response = responses.addObject().put("id", request.id()).put("name", request.name());
            response.set("response", JSON.createObjectNode().set("output", tree(result)));
        });
        return message.toString();
    }

    private static JsonNode tree(String result) {
        try {
            return JSON.readTree(result);
        } catch (JacksonException text) {
            return JSON.getNodeFactory().stringNode(result);
        }
    }
}
