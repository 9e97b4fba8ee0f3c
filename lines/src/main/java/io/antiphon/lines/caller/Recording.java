package io.antiphon.lines.caller;

import java.util.Arrays;

/**
 * Both sides of a call as the caller's ear and mouth had them: sample for sample side by side, on the caller's clock.
 */
public final class Recording {
    private final int rate;
    private short[] caller;
    private short[] agent;
    private int length;

    Recording(int rate) {
        this.rate = rate;
        this.caller = new short[rate];
        this.agent = new short[rate];
    }

    /** Samples a second. */
    public int rate() {
        return rate;
    }

    /** What the caller said so far. */
    public synchronized short[] caller() {
        return Arrays.copyOf(caller, length);
    }

    /** What the caller heard so far; as long as {@link #caller} at the same moment. */
    public synchronized short[] agent() {
        return Arrays.copyOf(agent, length);
    }

    synchronized void add(short[] said, short[] heard) {
        if (length + said.length > caller.length) {
            caller = Arrays.copyOf(caller, 2 * caller.length);
            agent = Arrays.copyOf(agent, 2 * agent.length);
        }
        System.arraycopy(said, 0, caller, length, said.length);
        System.arraycopy(heard, 0, agent, length, said.length);
        length += said.length;
    }
}
