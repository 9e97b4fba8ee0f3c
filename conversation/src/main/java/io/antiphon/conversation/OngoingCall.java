package io.antiphon.conversation;

import io.antiphon.ports.ProviderFailure;

/** A call that goes on, whatever it is made of. Any thread may use it. */
public interface OngoingCall {
    /**
     * Begins the call.
     *
     * @param agentName how the agent calls itself
     * @param ended runs once everything of the call is closed
     * @throws ProviderFailure when something it cannot do without cannot be had; nothing has begun then
     */
    void start(String agentName, Runnable ended) throws ProviderFailure, InterruptedException;

    /** Ends the call from our side, after a word of goodbye. */
    void end(String reason);

    /** Has the agent say this for an operator, as soon as the caller pauses. */
    void say(String text);

    /** Waits until the call is over and everything of it is closed. */
    boolean awaitEnd(long millis) throws InterruptedException;
}
