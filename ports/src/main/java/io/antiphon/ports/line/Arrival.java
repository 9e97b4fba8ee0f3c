package io.antiphon.ports.line;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A caller at the door: what the line was told about the call it should become.
 *
 * @param agent id or name of the wanted agent; null for the default one
 * @param call the call that was placed and is answered now; null where the caller called us
 * @param parameters what else the far end sent along, such as Twilio's custom parameters
 */
public record Arrival(@Nullable String agent, @Nullable UUID call, Map<String, String> parameters) {
    public Arrival {
        parameters = Map.copyOf(parameters);
    }

    /** Of somebody who called us. */
    public Arrival(@Nullable String agent, Map<String, String> parameters) {
        this(agent, null, parameters);
    }
}
