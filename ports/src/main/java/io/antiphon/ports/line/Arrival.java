package io.antiphon.ports.line;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A caller at the door: what the line was told about the call it should become.
 *
 * @param agent id or name of the wanted agent; null for the default one
 * @param parameters what else the far end sent along, such as Twilio's custom parameters
 */
public record Arrival(@Nullable String agent, Map<String, String> parameters) {
    public Arrival {
        parameters = Map.copyOf(parameters);
    }
}
