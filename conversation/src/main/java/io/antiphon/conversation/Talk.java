package io.antiphon.conversation;

import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import java.util.ArrayList;
import java.util.List;

/** What has been said and heard so far, as a model is shown it. */
final class Talk {
    /** Older messages are left out of a prompt; the record keeps them. */
    private static final int REMEMBERED = 60;

    private final List<Message> messages = new ArrayList<>();

    void caller(String text) {
        messages.add(new Message.Caller(text));
    }

    void agent(String text, List<ModelPiece.ToolRequest> requests) {
        if (!text.isEmpty() || !requests.isEmpty()) {
            messages.add(new Message.Agent(text, requests));
        }
    }

    void tool(String id, String name, String result) {
        messages.add(new Message.ToolAnswer(id, name, result));
    }

    List<Message> messages() {
        int size = messages.size();
        return size <= REMEMBERED ? messages : messages.subList(size - REMEMBERED, size);
    }

    /** What the caller said since the agent last spoke: the question, even when it came in pieces. */
    String question() {
        int from = messages.size();
        while (from > 0 && messages.get(from - 1) instanceof Message.Caller) {
            from--;
        }
        StringBuilder question = new StringBuilder();
        for (Message message : messages.subList(from, messages.size())) {
            if (message instanceof Message.Caller(String text)) {
                question.append(question.isEmpty() ? "" : " ").append(text);
            }
        }
        return question.toString();
    }

    /** What was spoken about just before the question: the caller's question before it. */
    String context() {
        int at = messages.size() - 1;
        while (at >= 0 && messages.get(at) instanceof Message.Caller) {
            at--;
        }
        while (at >= 0) {
            if (messages.get(at) instanceof Message.Caller(String text)) {
                return text;
            }
            at--;
        }
        return "";
    }
}
