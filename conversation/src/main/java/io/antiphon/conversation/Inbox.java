package io.antiphon.conversation;

import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.CallerFrame;
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

    private final BlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicLong put = new AtomicLong();
    private final AtomicLong shed = new AtomicLong();
    private final long startNanos = System.nanoTime();

    void put(CallEvent event) {
        if (event instanceof CallerFrame) {
            put.incrementAndGet();
            if (frames.incrementAndGet() > MOST_FRAMES) {
                frames.decrementAndGet();
                shed.incrementAndGet();
                return;
            }
        }
        events.add(event);
    }

    /** The next event. */
    CallEvent take() throws InterruptedException {
        return taken(events.take());
    }

    /** The next event, or null when none comes in time. */
    @Nullable
    CallEvent take(long timeoutMillis) throws InterruptedException {
        CallEvent event = events.poll(timeoutMillis, TimeUnit.MILLISECONDS);
        return event == null ? null : taken(event);
    }

    private CallEvent taken(CallEvent event) {
        if (event instanceof CallerFrame) {
            frames.decrementAndGet();
        }
        return event;
    }

    /** Frames of the caller that have come so far. */
    long framesPut() {
        return put.get();
    }

    /** Microseconds since the call began, by the machine's clock. */
    long micros() {
        return (System.nanoTime() - startNanos) / 1000;
    }

    /** Frames of the caller that were dropped because the call had fallen behind. */
    long shed() {
        return shed.get();
    }
}
