package io.antiphon.ports.journal;

import java.util.Map;

/**
 * One thing that happened in a call, as the journal keeps it.
 *
 * @param tick 20 ms since the call began, by the call's clock
 * @param micros microseconds since the call began, by the machine's clock; for measuring only
 * @param type name of the event, as the engine calls it
 * @param details what is needed to play the event again, by the names the engine uses
 */
public record JournalEvent(long tick, long micros, String type, Map<String, String> details) {
    public JournalEvent {
        details = Map.copyOf(details);
    }
}
