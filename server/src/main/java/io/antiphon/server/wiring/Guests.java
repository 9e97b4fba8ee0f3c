package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agents;
import io.antiphon.control.api.Variables;
import io.antiphon.control.calls.OpenCall;
import io.antiphon.control.outbound.OutboundCalls;
import io.antiphon.ports.line.Arrival;
import io.antiphon.ports.line.Refusal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds out with whom somebody who arrives is to talk. */
record Guests(Agents agents, OutboundCalls outbound) {
    /** @param org whose agents somebody who called us may reach */
    Guest find(Arrival arrival, UUID org) throws Refused {
        UUID placed = arrival.call();
        return placed == null ? caller(arrival, org) : called(placed);
    }

    private Guest caller(Arrival arrival, UUID org) throws Refused {
        String wanted = arrival.agent();
        return (wanted == null
                        ? agents.preferred(org)
                        : agents.find(org, wanted)
                                .filter(agent -> agent.profile().active()))
                .map(agent -> new Guest(agent, Variables.among(arrival.parameters()), null))
                .orElseThrow(() -> new Refused(Refusal.UNKNOWN_AGENT));
    }

    /** Somebody who was to talk does not; whom we called for nothing is noted. */
    void lost(Arrival arrival, @Nullable String providerCallId) {
        UUID placed = arrival.call();
        if (placed != null) {
            outbound.lost(placed, providerCallId);
        }
    }

    /** Somebody whom we called, and who answered. */
    private Guest called(UUID placed) throws Refused {
        OpenCall call = outbound.find(placed).orElseThrow(() -> new Refused(Refusal.UNKNOWN_CALL));
        Map<String, String> sent = call.variables();
        return agents.find(call.org(), String.valueOf(call.agent()))
                .map(agent -> new Guest(agent, sent == null ? Map.of() : sent, call))
                .orElseThrow(() -> new Refused(Refusal.UNKNOWN_AGENT));
    }
}
