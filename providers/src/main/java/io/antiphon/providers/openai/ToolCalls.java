package io.antiphon.providers.openai;

import io.antiphon.ports.mind.ModelPiece;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tool calls put together from their fragments. By the book a fragment names its call by index and the first one brings
 * id and name; servers leave out the index, the id or both, or give every call the index 0.
 */
final class ToolCalls {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Draft> drafts = new ArrayList<>();

    boolean isEmpty() {
        return drafts.isEmpty();
    }

    void add(JsonNode fragment) {
        JsonNode function = fragment.path("function");
        String name = function.path("name").asString("");
        String id = fragment.path("id").asString("");
        Draft draft = find(fragment.path("index"), id, name);
        if (draft == null) {
            draft = new Draft(fragment.path("index").asInt(-1), id, name);
            drafts.add(draft);
        }
        draft.append(function.path("arguments"));
    }

    private @Nullable Draft find(JsonNode index, String id, String name) {
        if (drafts.isEmpty()) {
            return null;
        }
        for (Draft draft : drafts.reversed()) {
            boolean same = index.isInt() ? draft.index == index.asInt() : id.isEmpty() || draft.id.equals(id);
            if (same) {
                return draft.isContinuedBy(id, name) ? draft : null;
            }
        }
        return null;
    }

    /**
     * The calls, complete.
     *
     * @param idPrefix begins the ids of calls that came without one
     * @throws IllegalStateException when arguments are not a JSON object; names the tool
     */
    List<ModelPiece.ToolRequest> requests(String idPrefix) {
        List<ModelPiece.ToolRequest> requests = new ArrayList<>();
        for (Draft draft : drafts) {
            String id = draft.id.isEmpty() ? idPrefix + requests.size() : draft.id;
            requests.add(new ModelPiece.ToolRequest(id, draft.name, arguments(draft)));
        }
        return requests;
    }

    private static String arguments(Draft draft) {
        String text = draft.arguments.toString();
        if (text.isBlank()) {
            return "{}";
        }
        try {
            if (JSON.readTree(text).isObject()) {
                return text;
            }
        } catch (JacksonException unreadable) {
            // Told below, without the text.
        }
        throw new IllegalStateException(draft.name);
    }

    private static final class Draft {
        final int index;
        final String id;
        final String name;
        final StringBuilder arguments = new StringBuilder();

        Draft(int index, String id, String name) {
            this.index = index;
            this.id = id;
            this.name = name;
        }

        /** Some repeat id and name in every fragment; a new id, or a name after the arguments began, is a new call. */
        boolean isContinuedBy(String otherId, String otherName) {
            if (!otherId.isEmpty()) {
                return otherId.equals(id);
            }
            return otherName.isEmpty() || (otherName.equals(name) && arguments.isEmpty());
        }

        void append(JsonNode fragment) {
            if (fragment.isObject()) {
                arguments.setLength(0);
                arguments.append(fragment);
            } else if (fragment.isString()) {
                arguments.append(fragment.asString());
            }
        }
    }
}
