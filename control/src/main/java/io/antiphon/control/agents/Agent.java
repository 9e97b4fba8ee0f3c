package io.antiphon.control.agents;

import java.time.Instant;
import java.util.UUID;

/** One that answers calls, as an operator set it up. */
public record Agent(UUID id, UUID org, AgentProfile profile, Instant createdAt, Instant updatedAt) {
    public String name() {
        return profile.name();
    }
}
