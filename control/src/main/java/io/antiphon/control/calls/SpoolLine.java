package io.antiphon.control.calls;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An entry with its place in the call, as it is spooled: one line of JSON.
 *
 * @param seq counts through the call's entries from 0; with the call's id it makes writing twice harmless
 */
record SpoolLine(long seq, Entry entry) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The line with its line feed. */
    byte[] bytes() {
        return (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws JacksonException when it is no such line */
    static SpoolLine of(byte[] bytes, int from, int to) {
        return JSON.readValue(bytes, from, to - from, SpoolLine.class);
    }
}
