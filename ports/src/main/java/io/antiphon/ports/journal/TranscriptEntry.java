package io.antiphon.ports.journal;

/**
 * What one side said.
 *
 * @param turn number of the turn it belongs to, from 0 for the greeting
 * @param text for the agent only what the caller heard of it
 * @param startTick when it began, in ticks of 20 ms since the call began
 * @param endTick when it ended
 * @param interrupted whether the agent was cut off
 * @param confidence 0 to 1, or {@link Double#NaN} where unknown
 */
public record TranscriptEntry(
        int turn,
        Role role,
        String text,
        String language,
        long startTick,
        long endTick,
        boolean interrupted,
        double confidence) {
    /** Who said it. */
    public enum Role {
        USER,
        ASSISTANT,
        /** An operator, with the agent's voice. */
        OPERATOR
    }
}
