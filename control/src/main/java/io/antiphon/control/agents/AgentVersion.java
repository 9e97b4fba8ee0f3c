package io.antiphon.control.agents;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A state of an agent that was published.
 *
 * @param version counts from 1
 * @param settings a JSON object, as an agent's own fields
 * @param note why, in the publisher's words
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AgentVersion(int version, @JsonRawValue String settings, String note, String publishedBy, Instant publishedAt) {
    /** As people may see it. */
    AgentVersion shown() {
        return new AgentVersion(version, AgentSettings.shown(settings), note, publishedBy, publishedAt);
    }
}
