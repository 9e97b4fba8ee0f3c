package io.antiphon.control.agents;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One that answers calls, as an operator set it up.
 *
 * @param profile what its calls follow
 * @param revision counts every change, drafts too
 * @param version number of the published state
 * @param draft what is to be published next, as JSON; null for nothing
 * @param updatedAt when the profile last changed
 */
public record Agent(
        UUID id,
        UUID org,
        AgentProfile profile,
        int revision,
        int version,
        @Nullable String draft,
        Instant createdAt,
        Instant updatedAt) {
    public String name() {
        return profile.name();
    }
}
