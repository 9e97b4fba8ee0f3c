package io.antiphon.lines;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A socket's outgoing messages: queued up to a bound, written one at a time by whatever writes without blocking. When
 * more waits than the bound, the peer has stopped reading: the outbox refuses everything from then on and closes.
 */
public final class Outbox implements Socket {
    /** Close code of a socket whose peer has stopped reading: policy violation. */
    public static final int STOPPED_READING = 1008;

    /** How a message gets onto the wire. The outbox starts a write only after the one before it is done. */
    public interface Wire {
        /** Begins to write a text message; {@code done} is called once, with the failure if there was one. */
        void text(String text, Consumer<@Nullable Throwable> done);

        /** Begins to write a binary message; as {@link #text}. */
        void binary(byte[] bytes, Consumer<@Nullable Throwable> done);

        /** Closes the connection; 1006 without a word. Called once, on a thread of its own, and may block. */
        void close(int code, String reason);
    }

    private record Close(int code, String reason) {}

    private final Wire wire;
    private final int limit;
    private final Queue<Object> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicBoolean closing = new AtomicBoolean();

    /** @param limit bytes that may wait to be written */
    public Outbox(Wire wire, int limit) {
        this.wire = wire;
        this.limit = limit;
    }

    @Override
    public boolean sendText(String text) {
        return offer(text, text.length());
    }

    @Override
    public boolean sendBinary(byte[] bytes) {
        return offer(bytes, bytes.length);
    }

    @Override
    public void close(int code, String reason) {
        if (!closing.getAndSet(true)) {
            put(new Close(code, reason));
        }
    }

    /** Bytes that wait to be written. */
    public long waiting() {
        return waiting.get();
    }

    private boolean offer(Object message, int bytes) {
        if (closing.get()) {
            return false;
        }
        if (waiting.addAndGet(bytes) > limit) {
            breakOff(new Close(STOPPED_READING, "the far end has stopped reading"));
            return false;
        }
        put(message);
        return true;
    }

    private void put(Object message) {
        queue.add(message);
        if (pending.getAndIncrement() == 0) {
            write();
        }
    }

    /** The thread that is here owns the wire until it leaves a write under way. */
    private void write() {
        do {
            var message = queue.poll();
            if (message == null || !written(message)) {
                return;
            }
        } while (pending.decrementAndGet() > 0);
    }

    /** Whether the message was done with before the wire returned. */
    private boolean written(Object message) {
        switch (message) {
            case String text -> {
                var write = new Write(text.length());
                wire.text(text, write);
                return write.doneAtOnce();
            }
            case byte[] bytes -> {
                var write = new Write(bytes.length);
                wire.binary(bytes, write);
                return write.doneAtOnce();
            }
            case Close close -> closeApart(close);
            default -> throw new IllegalStateException("not a message: " + message.getClass());
        }
        return false;
    }

    private void breakOff(Close close) {
        if (!closing.getAndSet(true)) {
            queue.clear();
            closeApart(close);
        }
    }

    private void closeApart(Close close) {
        Thread.ofVirtual().name("socket-close").start(() -> wire.close(close.code, close.reason));
    }

    /** One write under way, and which of the two comes first: its end, or the wire's return. */
    private final class Write implements Consumer<@Nullable Throwable> {
        private final int bytes;
        private final AtomicBoolean met = new AtomicBoolean();

        Write(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public void accept(@Nullable Throwable failure) {
            waiting.addAndGet(-bytes);
            if (failure != null) {
                breakOff(new Close(1006, "a write failed"));
            }
            if (met.getAndSet(true) && pending.decrementAndGet() > 0) {
                write();
            }
        }

        boolean doneAtOnce() {
            return met.getAndSet(true);
        }
    }
}
