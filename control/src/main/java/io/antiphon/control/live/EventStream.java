package io.antiphon.control.live;

import io.antiphon.control.live.Watcher.Numbered;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens in a call as server-sent events (WHATWG HTML §9.2), written by the thread of the request. It ends with
 * the call, with a reader who is too far behind, and after some minutes, so that whoever comes back proves again who
 * they are; a client that sends {@code Last-Event-ID} then misses nothing.
 */
final class EventStream {
    static final String TYPE = "text/event-stream";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] BEGINNING = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEAT = ": still here\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final Pace pace;

    EventStream(OutputStream out) {
        this(out, Pace.USUAL);
    }

    EventStream(OutputStream out, Pace pace) {
        this.out = out;
        this.pace = pace;
    }

    /**
     * When something is written though nothing happens, and when it ends though the call goes on.
     *
     * @param beat after so long a silence the reader is told that it still goes on
     * @param longest after which whoever reads has to come back
     */
    record Pace(Duration beat, Duration longest) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(10), Duration.ofMinutes(10));
    }

    /** @throws IOException where the reader is gone */
    void write(Watcher watcher) throws IOException, InterruptedException {
        long began = System.nanoTime();
        out.write(BEGINNING);
        out.flush();
        while (System.nanoTime() - began < pace.longest().toNanos() && !watcher.isBehind()) {
            Numbered next = watcher.next(pace.beat().toMillis());
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
