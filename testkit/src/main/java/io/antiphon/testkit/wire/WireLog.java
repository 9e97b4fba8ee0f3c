package io.antiphon.testkit.wire;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What went over the WebSockets of a simulator: its text messages, and how clients left. Any thread. */
public final class WireLog {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int WITHOUT_CODE = 1005;

    /** A client that left without a close frame. */
    public static final int ABRUPTLY = 1006;

    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Integer> goodbyes = new LinkedBlockingQueue<>();

    void heard(String text) {
        if (!text.isEmpty()) {
            heard.add(text);
            unread.add(text);
        }
    }

    void told(String text) {
        if (!text.isEmpty()) {
            told.add(text);
        }
    }

    void closedBy(byte[] payload) {
        int code = payload.length < 2 ? WITHOUT_CODE : ByteBuffer.wrap(payload).getShort();
        goodbyes.add(code);
    }

    void left() {
        goodbyes.add(ABRUPTLY);
    }

    /** All text messages of clients so far. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** All text messages to clients so far. */
    public List<String> told() {
        return List.copyOf(told);
    }

    /** The next text message of a client that holds {@code part}; waits for it and passes over others. */
    public String await(String part) throws InterruptedException {
        for (String text = next(unread); text != null; text = next(unread)) {
            if (text.contains(part)) {
                return text;
            }
        }
        throw new AssertionError("no message with " + part + " within " + PATIENCE + ", but " + heard);
    }

    /** The close code with which the next client leaves; waits for it. */
    public int awaitGoodbye() throws InterruptedException {
        Integer code = next(goodbyes);
        if (code == null) {
            throw new AssertionError("no client left within " + PATIENCE);
        }
        return code;
    }

    private static <T> @Nullable T next(BlockingQueue<T> queue) throws InterruptedException {
        return queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
