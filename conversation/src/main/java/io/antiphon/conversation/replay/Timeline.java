package io.antiphon.conversation.replay;

import java.util.List;

/**
 * How a call went, as far as turns are concerned.
 *
 * @param ticks its length, in ticks of 20 ms
 * @param decisions what turn-taking decided, in order
 * @param caller when the caller spoke
 * @param agent when the agent was heard
 */
public record Timeline(long ticks, List<Decided> decisions, List<Span> caller, List<Span> agent) {
    public Timeline {
        decisions = List.copyOf(decisions);
        caller = List.copyOf(caller);
        agent = List.copyOf(agent);
    }

    /** A decision and the tick in which it fell. */
    public record Decided(long tick, String decision) {}

    /** Ticks from {@code from} until before {@code to}. */
    public record Span(long from, long to) {}
}
