package io.antiphon.control.agents;

import java.util.List;
import java.util.UUID;

/** Whether what an agent names is there; only the server knows. */
@FunctionalInterface
public interface ProfileCheck {
    /** Knows nothing better. */
    ProfileCheck NONE = (org, profile) -> List.of();

    /**
     * What calls of an agent would do without.
     *
     * @param field the setting that names it
     * @param message what is missing, what happens meanwhile, and the remedy
     * @param hopeless whether no key or time will ever bring it, so that nobody may choose it anew
     */
    record Warning(String field, String message, boolean hopeless) {}

    List<Warning> warnings(UUID org, AgentProfile profile);
}
