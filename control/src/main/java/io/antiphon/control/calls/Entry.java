package io.antiphon.control.calls;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import java.time.Instant;

/** One thing on its way to the database. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Began.class, name = "began"),
    @JsonSubTypes.Type(value = Entry.Happened.class, name = "event"),
    @JsonSubTypes.Type(value = Entry.Said.class, name = "said"),
    @JsonSubTypes.Type(value = Entry.Took.class, name = "turn"),
    @JsonSubTypes.Type(value = Entry.Recorded.class, name = "recorded"),
    @JsonSubTypes.Type(value = Entry.Ended.class, name = "ended")
})
sealed interface Entry {
    /** The call's row, for the case that it could not be written when the call began. */
    record Began(OpenCall call) implements Entry {}

    record Happened(JournalEvent event) implements Entry {}

    record Said(TranscriptEntry entry) implements Entry {}

    record Took(TurnRecord turn) implements Entry {}

    record Recorded(RecordingFile file) implements Entry {}

    record Ended(String reason, long ticks, Instant at) implements Entry {}

    /** The last tick it speaks of. */
    default long tick() {
        return switch (this) {
            case Began began -> 0;
            case Happened(var event) -> event.tick();
            case Said(var entry) -> entry.endTick();
            case Took turn -> 0;
            case Recorded(var file) -> Math.round(file.seconds() * 50);
            case Ended ended -> ended.ticks();
        };
    }
}
