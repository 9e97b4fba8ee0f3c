package io.antiphon.control.calls;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** What somebody of the organisation wrote beside a call. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record CallNote(UUID id, String author, String content, Instant createdAt) {
    /** Leaves out what was written. */
    @Override
    public String toString() {
        return "CallNote[" + id + "]";
    }
}
