package io.antiphon.control.live;

import io.antiphon.control.live.Watcher.Numbered;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens in a call as server-sent events (WHATWG HTML §9.2), written by the thread of the request. It ends with
 * the call, with a reader who is too far behind, and after some minutes, so that whoever comes back proves again who
 * they are; a client that sends {@code Last-Event-ID} then misses nothing.
 */
final class EventStream {
    static final String TYPE = "text/event-stream";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long BEAT_MILLIS = 10_000;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final byte[] BEGINNING = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEAT = ": still here\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /** @throws IOException where the reader is gone */
    void write(Watcher watcher) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        out.write(BEGINNING);
        out.flush();
        while (System.nanoTime() < end && !watcher.isBehind()) {
            Numbered next = watcher.next(BEAT_MILLIS);
            out.write(next == null ? BEAT : event(next));
            out.flush();
            if (next != null && next.happening() instanceof Happening.Ended) {
                return;
            }
        }
    }

    private static byte[] event(Numbered next) {
        String id = next.id() == 0 ? "" : "id: " + next.id() + "\n";
        return (id + "event: " + next.happening().event() + "\ndata: " + JSON.writeValueAsString(next.happening())
                        + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
