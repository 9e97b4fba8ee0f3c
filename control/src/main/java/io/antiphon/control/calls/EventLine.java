package io.antiphon.control.calls;

import java.util.Map;

/** An event of a call's journal as the API writes it. */
record EventLine(long seq, long tick, long micros, String type, Map<String, String> details) {
    static EventLine of(Calls.NumberedEvent numbered) {
        var event = numbered.event();
        return new EventLine(numbered.seq(), event.tick(), event.micros(), event.type(), event.details());
    }
}
