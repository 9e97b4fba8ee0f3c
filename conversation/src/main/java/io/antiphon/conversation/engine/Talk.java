package io.antiphon.conversation.engine;

import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece.ToolRequest;
import java.util.ArrayList;
import java.util.List;

/** What has been said and heard so far, as a model is shown it. */
final class Talk {
    /** Older messages are left out of a prompt; the record keeps them. */
    private static final int REMEMBERED = 60;

    private static final String RUNNING = "{\"status\":\"still running; its result will follow\"}";

    private final List<Message> messages = new ArrayList<>();

    /** What a dialogue has not been told. */
    private final List<Message> news = new ArrayList<>();

    private final List<String> operators = new ArrayList<>();
    private int told;

    void caller(String text) {
        add(new Message.Caller(text));
    }

    void agent(String text, List<ToolRequest> requests) {
        if (!text.isEmpty() || !requests.isEmpty()) {
            add(new Message.Agent(text, requests));
        }
    }

    private void add(Message message) {
        messages.add(message);
        news.add(message);
    }

    /** What the caller said to a dialogue, which knows it; before whatever stands at this place. */
    void callerTo(String text, int place) {
        messages.add(Math.min(place, messages.size()), new Message.Caller(text));
    }

    /** What a dialogue said and knows that it said. */
    void agentOf(String text) {
        if (!text.isEmpty()) {
            messages.add(new Message.Agent(text, List.of()));
        }
    }

    /** What a dialogue has not been told, which it is now. */
    List<Message> takeNews() {
        List<Message> taken = List.copyOf(news);
        news.clear();
        return taken;
    }

    /** What the agent said for an operator, as far as it was heard. */
    void operator(String text, boolean known) {
        if (known) {
            agentOf(text);
        } else {
            agent(text, List.of());
        }
        if (!text.isEmpty()) {
            operators.add(text);
        }
    }

    /** What operators had the agent say so far. */
    List<String> operators() {
        return operators;
    }

    /** A tool has been asked for; what it gives takes the place of the note that it is running. */
    void asked(ToolRequest request) {
        agent("", List.of(request));
        add(new Message.ToolAnswer(request.id(), request.name(), RUNNING));
    }

    void answered(String id, String result) {
        answered(messages, id, result);
        answered(news, id, result);
    }

    private static void answered(List<Message> among, String id, String result) {
        among.replaceAll(message ->
                message instanceof Message.ToolAnswer answer && answer.id().equals(id)
                        ? new Message.ToolAnswer(id, answer.name(), result)
                        : message);
    }

    /** Brings a result that came after its turn to the end of the talk, where a model looks for what is new. */
    void tell(ToolRequest request, String result) {
        ToolRequest again = new ToolRequest(request.id() + "." + ++told, request.name(), request.arguments());
        agent("", List.of(again));
        add(new Message.ToolAnswer(again.id(), again.name(), result));
    }

    /** What was said, as the far end tells it, takes the place of what stood there before; tools keep their places. */
    void revise(List<Message> said) {
        List<Message> before = List.copyOf(messages);
        messages.clear();
        int at = 0;
        for (Message message : before) {
            if (!isOfTool(message)) {
                if (at < said.size()) {
                    messages.add(said.get(at++));
                }
            } else {
                messages.add(message);
            }
        }
        messages.addAll(said.subList(at, said.size()));
    }

    private static boolean isOfTool(Message message) {
        return message instanceof Message.ToolAnswer
                || (message instanceof Message.Agent agent && !agent.requests().isEmpty());
    }

    int size() {
        return messages.size();
    }

    /** The talk as it would be if the caller had said this. */
    List<Message> messagesWith(String said) {
        List<Message> all = new ArrayList<>(messages());
        all.add(new Message.Caller(said));
        return all;
    }

    /** The question as it would be if the caller had said this. */
    String questionWith(String said) {
        String before = question();
        return before.isEmpty() ? said : before + " " + said;
    }

    List<Message> messages() {
        int from = Math.max(0, messages.size() - REMEMBERED);
        while (from > 0 && messages.get(from) instanceof Message.ToolAnswer) {
            from++;
        }
        return messages.subList(from, messages.size());
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
