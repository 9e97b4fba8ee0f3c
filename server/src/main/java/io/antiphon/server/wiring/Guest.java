package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.calls.OpenCall;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is about to talk with an agent.
 *
 * @param variables what {@code {{name}}} stands for
 * @param waiting the call that was placed to reach them; null for somebody who called us
 */
record Guest(
        Agent agent,
        Map<String, String> variables,
        @Nullable OpenCall waiting) {
    Guest {
        variables = Map.copyOf(variables);
    }
}
