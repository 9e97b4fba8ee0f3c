package io.antiphon.conversation;

/** A call's two clocks: its sound, by which everything is decided, and the machine's, with which is only measured. */
final class Clock {
    private long tick;
    private long micros;

    /** Ticks of 20 ms since the call began: the caller's frames taken so far. */
    long tick() {
        return tick;
    }

    /** Microseconds since the call began, by the machine's clock. */
    long micros() {
        return micros;
    }

    long since(long earlier) {
        return tick - earlier;
    }

    void tickOver() {
        tick++;
    }

    void measure(long now) {
        micros = now;
    }
}
