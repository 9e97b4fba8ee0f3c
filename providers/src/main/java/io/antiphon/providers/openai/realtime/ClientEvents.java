package io.antiphon.providers.openai.realtime;

import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.mind.ToolDescription;
import io.antiphon.ports.speech.DialogueSettings;
import io.antiphon.ports.speech.SpeechToSpeech.Sound;
import io.antiphon.providers.prompt.SpokenPrompt;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The messages that are sent, as JSON. */
final class ClientEvents {
    private static final JsonMapper JSON = new JsonMapper();

    private ClientEvents() {}

    static String session(RealtimeSettings settings, DialogueSettings asked, Sound sound) {
        ObjectNode event = event("session.update", "session");
        ObjectNode session = event.putObject("session").put("type", "realtime");
        session.putArray("output_modalities").add("audio");
        session.put("instructions", SpokenPrompt.lasting(asked.opening()));
        ObjectNode input = session.putObject("audio").putObject("input");
        format(input.putObject("format"), sound);
        input.putObject("transcription")
                .put("model", settings.transcription())
                .put(
                        "language",
                        Locale.forLanguageTag(asked.opening().language()).getLanguage());
        input.putNull("turn_detection");
        ObjectNode output = session.withObject("audio").putObject("output");
        format(output.putObject("format"), sound);
        output.put("voice", asked.voice() == null ? settings.voice() : asked.voice());
        var tools = session.putArray("tools");
        for (ToolDescription tool : asked.opening().tools()) {
            tools.addObject()
                    .put("type", "function")
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("parameters", SpokenPrompt.parameters(tool));
        }
        session.put("tool_choice", "auto");
        return event.toString();
    }

    private static void format(ObjectNode format, Sound sound) {
        switch (sound.codec()) {
            case PCM16 -> format.put("type", "audio/pcm").put("rate", sound.rate());
            case ULAW -> format.put("type", "audio/pcmu");
            case ALAW -> format.put("type", "audio/pcma");
        }
    }

    /** Written fifty times a second, so without a tree. */
    static String append(String base64) {
        return "{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + base64 + "\"}";
    }

    static String commit(int number) {
        return event("input_audio_buffer.commit", "commit-" + number).toString();
    }

    static String cancel(String response) {
        ObjectNode event = event("response.cancel", "cancel");
        if (!response.isEmpty()) {
            event.put("response_id", response);
        }
        return event.toString();
    }

    static String truncate(Answers.Cut cut) {
        return event("conversation.item.truncate", "cut")
                .put("item_id", cut.item().id())
                .put("content_index", cut.item().contentIndex())
                .put("audio_end_ms", cut.millis())
                .toString();
    }

    static String delete(String item) {
        return event("conversation.item.delete", "cut").put("item_id", item).toString();
    }

    static String result(String call, String output) {
        ObjectNode event = event("conversation.item.create", "result");
        event.putObject("item")
                .put("type", "function_call_output")
                .put("call_id", call)
                .put("output", output);
        return event.toString();
    }

    static String told(Message message) {
        return switch (message) {
            case Message.Caller(String text) -> item("user", "input_text", text);
            case Message.Agent(String text, var _) -> item("assistant", "output_text", text);
            case Message.ToolAnswer(String _, String name, String result) ->
                item("system", "input_text", "The tool " + name + " has given its result: " + result);
        };
    }

    private static String item(String role, String kind, String text) {
        ObjectNode event = event("conversation.item.create", "told");
        ObjectNode item = event.putObject("item").put("type", "message").put("role", role);
        item.putArray("content").addObject().put("type", kind).put("text", text);
        return event.toString();
    }

    static String answer(long answer, Prompt news) {
        ObjectNode event = event("response.create", "answer-" + answer);
        ObjectNode response = event.putObject("response");
        response.putObject("metadata").put("answer", Long.toString(answer));
        if (!news.instructions().isBlank()) {
            response.put("instructions", SpokenPrompt.system(news));
        }
        if (news.tools().isEmpty()) {
            response.put("tool_choice", "none");
        }
        return event.toString();
    }

    private static ObjectNode event(String type, String id) {
        return JSON.createObjectNode().put("type", type).put("event_id", id);
    }
}
