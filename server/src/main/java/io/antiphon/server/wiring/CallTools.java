package io.antiphon.server.wiring;

import io.antiphon.control.calls.OpenCall;
import io.antiphon.control.live.LiveCall;
import io.antiphon.control.live.LiveCalls;
import io.antiphon.control.reservations.RecordReservation;
import io.antiphon.control.reservations.Reservations;
import io.antiphon.ports.mind.Tool;
import java.util.List;

/** What one call can do and no other: a call that books a table records what has come of it. */
record CallTools(Reservations reservations, LiveCalls live) {
    List<Tool> of(Guest guest) {
        OpenCall call = guest.waiting();
        return call == null || !reservations.isBookedBy(call.org(), call.id())
                ? List.of()
                : List.of(new RecordReservation(reservations, call.org(), call.id(), () -> heard(call)));
    }

    private List<String> heard(OpenCall call) {
        return live.find(call.org(), call.id()).map(LiveCall::callerLines).orElse(List.of());
    }
}
