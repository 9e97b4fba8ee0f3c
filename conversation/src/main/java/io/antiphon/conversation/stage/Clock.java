package io.antiphon.conversation.stage;

/** A call's two clocks: its sound, by which everything is decided, and the machine's, with which is only measured. */
public final class Clock {
    private long tick;
    private long micros;

    /** Ticks of 20 ms since the call began: the caller's frames taken so far. */
    public long tick() {
        return tick;
    }

    /** Microseconds since the call began, by the machine's clock. */
    public long micros() {
        return micros;
    }

    /** Ticks that have passed since an earlier one. */
    public long since(long earlier) {
        return tick - earlier;
    }

    /** The tick is over: whatever belongs to it has been decided. */
    public void tickOver() {
        tick++;
    }

    /**
     * Sets the machine's clock.
     *
     * @param now microseconds since the call began
     */
    public void measure(long now) {
        micros = now;
    }
}
