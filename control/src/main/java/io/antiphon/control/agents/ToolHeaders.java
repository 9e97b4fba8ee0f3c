package io.antiphon.control.agents;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Headers that a tool's requests carry. Their values may be secrets: the database has them sealed, and nobody is shown
 * them.
 *
 * @param values by the headers' names
 */
public record ToolHeaders(Map<String, Value> values) {
    /** No headers. */
    public static final ToolHeaders NONE = new ToolHeaders(Map.of());

    /** Stands for a value, which nobody is shown; sent back, it leaves the value as it is. */
    public static final String HIDDEN = "********";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SEALED = "sealed";

    public ToolHeaders {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /**
     * One value.
     *
     * @param text as it was given, or what {@link HeaderVault} made of it, in Base64
     */
    public record Value(String text, boolean sealed) {
        /** Leaves the text out. */
        @Override
        public String toString() {
            return sealed ? "sealed" : "open";
        }
    }

    /** As a request gives them. */
    public static ToolHeaders given(Map<String, String> texts) {
        var values = new TreeMap<String, Value>();
        texts.forEach((name, text) -> values.put(name, new Value(text, false)));
        return new ToolHeaders(values);
    }

    /** Reads what {@link #stored} wrote, or what an earlier version left unsealed. */
    public static ToolHeaders parse(String json) {
        var values = new TreeMap<String, Value>();
        JSON.readTree(json)
                .forEachEntry((name, value) -> values.put(
                        name,
                        value.isString()
                                ? new Value(value.asString(), false)
                                : new Value(value.path(SEALED).asString(), true)));
        return new ToolHeaders(values);
    }

    /** As the database keeps them. */
    public JsonNode stored() {
        ObjectNode json = JSON.createObjectNode();
        values.forEach((name, value) -> {
            if (value.sealed()) {
                json.putObject(name).put(SEALED, value.text());
            } else {
                json.put(name, value.text());
            }
        });
        return json;
    }

    /** As people see them. */
    public ToolHeaders hidden() {
        var hidden = new TreeMap<>(values);
        hidden.replaceAll((name, value) -> new Value(HIDDEN, false));
        return new ToolHeaders(hidden);
    }

    /** Whether none could be read from the database. */
    public boolean areSealed() {
        return values.values().stream().allMatch(Value::sealed);
    }

    /**
     * Puts values in the place of those that were hidden.
     *
     * @param before what they were
     * @param missing the error where one of this name was not
     */
    public ToolHeaders withKept(ToolHeaders before, Function<String, ? extends RuntimeException> missing) {
        var kept = new TreeMap<>(values);
        kept.replaceAll((name, value) -> {
            if (value.sealed() || !value.text().equals(HIDDEN)) {
                return value;
            }
            Value old = before.values().get(name);
            if (old == null) {
                throw missing.apply(name);
            }
            return old;
        });
        return new ToolHeaders(kept);
    }
}
