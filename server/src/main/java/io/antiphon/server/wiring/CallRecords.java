package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.calls.Calls;
import io.antiphon.control.calls.Journals;
import io.antiphon.control.calls.NewCall;
import io.antiphon.control.calls.OpenCall;
import io.antiphon.control.calls.WaitingCalls;
import io.antiphon.conversation.menu.MenuJournal;
import io.antiphon.conversation.menu.MenuWalk;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Refusal;
import io.antiphon.server.metrics.Meters;
import io.antiphon.server.tracing.TracedCall;
import io.antiphon.server.tracing.Tracing;
import java.util.Map;

/** Opens the record of each call that begins. */
record CallRecords(Calls calls, WaitingCalls waiting, Journals journals, Meters meters, Tracing tracing) {

    /** A call and where it writes what happens. */
    record Open(OpenCall call, CallJournal journal) {}

    /** @throws Refused where the call that was placed waits no more */
    Open open(Guest guest, LineDescription line) throws Refused {
        Agent agent = guest.agent();
        return journaled(begin(guest, line), agent, line);
    }

    private Open journaled(OpenCall call, Agent agent, LineDescription line) {
        CallJournal stored = journals.open(call, agent.profile().recording());
        var traced = new TracedCall(call.id(), call.org(), agent.id(), line.channel());
        return new Open(call, tracing.traced(traced, meters.counted(agent.name(), stored)));
    }

    /**
     * Opens the journal of a call whose caller has walked menus.
     *
     * @param agent who has the caller now
     * @param variables that go with the call from now on
     */
    Open after(MenuWalk walk, OpenCall call, Agent agent, Map<String, String> variables, LineDescription line) {
        Open open = journaled(calls.handOver(call, agent.id(), variables), agent, line);
        return new Open(open.call(), MenuJournal.after(walk, open.journal()));
    }

    /**
     * A call that begins without a journal yet.
     *
     * @throws Refused where the call that was placed waits no more
     */
    OpenCall begin(Guest guest, LineDescription line) throws Refused {
        OpenCall placed = guest.waiting();
        return placed == null
                ? calls.start(new NewCall(
                        guest.agent().org(),
                        guest.agent().id(),
                        line.channel(),
                        NewCall.Direction.INBOUND,
                        line.callerNumber(),
                        line.providerCallId(),
                        guest.variables()))
                : waiting.answered(placed, line.providerCallId()).orElseThrow(() -> new Refused(Refusal.UNKNOWN_CALL));
    }
}
