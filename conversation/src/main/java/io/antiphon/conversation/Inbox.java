package io.antiphon.conversation;

import io.antiphon.conversation.CallEvent.CallerFrame;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be taken into a conversation. Any thread puts, the call's thread takes. Bounded by shedding the
 * caller's sound when the call has fallen far behind; nothing else is ever shed.
 */
final class Inbox {
    /** Ten seconds of the caller's sound. */
    static final int MOST_FRAMES = 500;

    private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicLong shed = new AtomicLong();
    private final long startNanos = System.nanoTime();

    /** An event and when it came, in microseconds since the call began. */
    record Entry(CallEvent event, long micros) {}

    void put(CallEvent event) {
        if (event instanceof CallerFrame && frames.incrementAndGet() > MOST_FRAMES) {
            frames.decrementAndGet();
            shed.incrementAndGet();
            return;
        }
        entries.add(new Entry(event, (System.nanoTime() - startNanos) / 1000));
    }

    /** The next event, or null when none comes in time. */
    @Nullable
    Entry take(long timeoutMillis) throws InterruptedException {
        Entry entry = entries.poll(timeoutMillis, TimeUnit.MILLISECONDS);
        if (entry != null && entry.event() instanceof CallerFrame) {
            frames.decrementAndGet();
        }
        return entry;
    }

    /** Frames of the caller that were dropped because the call had fallen behind. */
    long shed() {
        return shed.get();
    }
}
