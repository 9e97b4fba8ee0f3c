package io.antiphon.providers.wire;

import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece.ToolRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The tool calls of a vendor's session that wait for their result. The call runs each wish under a name of its own, once
 * even where it is wished twice; here each result finds the vendor's calls that wished for it.
 */
public final class OpenCalls {
    private static final String DONE = "{\"status\":\"done\"}";

    private final Map<String, ToolRequest> open = new HashMap<>();
    private final List<String> order = new ArrayList<>();

    /** The vendor's model asks for this. */
    public void add(ToolRequest request) {
        open.put(request.id(), request);
        order.add(request.id());
    }

    /** The vendor takes it back. */
    public void remove(String id) {
        open.remove(id);
        order.remove(id);
    }

    public boolean isEmpty() {
        return order.isEmpty();
    }

    /**
     * Gives each open call its result, after which none is open.
     *
     * @return the messages that answered none of them
     */
    public List<Message> answer(List<Message> news, BiConsumer<ToolRequest, String> each) {
        Map<String, String> wishes = new HashMap<>();
        Map<String, String> results = new HashMap<>();
        List<Message> rest = new ArrayList<>();
        for (Message message : news) {
            switch (message) {
                case Message.Agent(String text, List<ToolRequest> requests) -> {
                    requests.forEach(request -> wishes.put(request.id(), wish(request)));
                    if (!text.isEmpty()) {
                        rest.add(message);
                    }
                }
                case Message.ToolAnswer(String id, String name, String result) -> {
                    String wish = wishes.getOrDefault(id, name);
                    if (open.values().stream().anyMatch(request -> wish(request).equals(wish))) {
                        results.put(wish, result);
                    } else {
                        rest.add(message);
                    }
                }
                case Message.Caller _ -> rest.add(message);
            }
        }
        for (String id : List.copyOf(order)) {
            ToolRequest request = open.get(id);
            if (request != null) {
                each.accept(request, results.getOrDefault(wish(request), DONE));
            }
        }
        open.clear();
        order.clear();
        return rest;
    }

    private static String wish(ToolRequest request) {
        return request.name() + " " + request.arguments().replaceAll("\\s+", "");
    }
}
