package io.antiphon.server.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all callers together have measured. Any thread adds; counts only while the measurement is open. */
final class Tally {
    final Spread voiceToVoice = new Spread();
    final Spread bargeInStop = new Spread();
    final Spread truncationError = new Spread();
    final AtomicInteger missed = new AtomicInteger();
    final AtomicInteger early = new AtomicInteger();
    final AtomicLong ticks = new AtomicLong();
    final AtomicLong speakingTicks = new AtomicLong();
    private volatile boolean open;

    void open() {
        open = true;
    }

    void close() {
        open = false;
    }

    boolean isOpen() {
        return open;
    }
}
