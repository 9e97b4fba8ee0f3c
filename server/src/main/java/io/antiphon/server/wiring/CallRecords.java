package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.calls.Calls;
import io.antiphon.control.calls.Journals;
import io.antiphon.control.calls.NewCall;
import io.antiphon.control.calls.OpenCall;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.server.metrics.Meters;
import io.antiphon.server.tracing.TracedCall;
import io.antiphon.server.tracing.Tracing;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Opens the record of each call that begins. */
record CallRecords(Calls calls, Journals journals, Meters meters, Tracing tracing) {

    /** A call's id and where it writes what happens. */
    record Open(UUID id, Instant startedAt, CallJournal journal) {}

    Open open(UUID organisation, Agent agent, LineDescription line, Map<String, String> variables) {
        OpenCall call = calls.start(new NewCall(
                organisation,
                agent.id(),
                line.channel(),
                NewCall.Direction.INBOUND,
                line.callerNumber(),
                line.providerCallId(),
                variables));
        CallJournal stored = journals.open(call, agent.profile().recording());
        var traced = new TracedCall(call.id(), organisation, agent.id(), line.channel());
        return new Open(call.id(), call.startedAt(), tracing.traced(traced, meters.counted(agent.name(), stored)));
    }
}
