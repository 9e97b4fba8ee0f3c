package io.antiphon.control.webhooks;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what it is told at one address, and answers with the statuses that were put up, else with 200. */
final class Receiver implements Post {
    /** Gives no answer. */
    static final int NONE = 0;

    private final URI address;
    private final Queue<Integer> next = new ArrayDeque<>();
    final List<Message> messages = new CopyOnWriteArrayList<>();
    int always = 200;

    Receiver(String address) {
        this.address = URI.create(address);
    }

    /** What came. */
    record Message(Map<String, String> headers, String body) {
        String id() {
            return headers.getOrDefault("webhook-id", "");
        }

        List<String> signatures() {
            return List.of(headers.getOrDefault("webhook-signature", "").split(" "));
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String event() {
            return json().path("event").asString();
        }
    }

    void next(Integer... statuses) {
        next.addAll(List.of(statuses));
    }

    List<String> events() {
        return messages.stream().map(Message::event).toList();
    }

    @Override
    public Answer send(URI url, Map<String, String> headers, String body) throws Unanswered {
        if (!url.equals(address)) {
            throw new Unanswered("another test's");
        }
        messages.add(new Message(headers, body));
        Integer status = next.poll();
        int answer = status == null ? always : status;
        if (answer == NONE) {
            throw new Unanswered("no connection");
        }
        return new Answer(answer, answer == 200 ? "fine" : "no\u0000");
    }
}
