package io.antiphon.control.live;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.journal.TranscriptEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those who watch a call read. */
@Timeout(30)
class EventStreamTest {
    private static final int LINES = 3_000;
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Quiet.Begun begun = Quiet.call();
    private final LiveCall call = begun.call();

    @Test
    void saysThatItIsStillThereWhereNothingHappens() throws Exception {
        try (var out = new PipedOutputStream();
                var in = new PipedInputStream(out, 1 << 16)) {
            CompletableFuture<Void> written =
                    writing(out, call.watch(0), new EventStream.Pace(Duration.ofMillis(20), LONG));
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            assertThat(next(lines, ":")).isEqualTo(": still here");
            assertThat(next(lines, ":")).as("again and again").isEqualTo(": still here");
            say(1);
            assertThat(next(lines, "data:")).contains("line 1");
            begun.journal().ended("user_ended", 50);
            assertThat(next(lines, "event: e")).isEqualTo("event: ended");
            written.get(20, SECONDS);
        }
    }

    @Test
    void endsAfterItsTimeThoughTheCallGoesOn() throws Exception {
        var told = new Told();
        told.reads.countDown();
        writing(told, call.watch(0), new EventStream.Pace(Duration.ofMillis(5), Duration.ofMillis(50)))
                .get(20, SECONDS);
        assertThat(told.text())
                .startsWith("retry: 1000\n\n")
                .contains(": still here")
                .doesNotContain("event: ended");
        assertThat(call.isOver()).isFalse();
    }

    @Test
    void letsGoOfAReaderWhoIsTooSlowAndTheCallNeverWaitsForThem() throws Exception {
        var told = new Told();
        CompletableFuture<Void> written = writing(told, call.watch(0), new EventStream.Pace(LONG, LONG));
        told.stuck.await();

        for (int i = 1; i <= LINES; i++) {
            say(i);
        }
        assertThat(call.watched()).as("those who are still told").isZero();
        assertThat(written).as("they have not read a word").isNotDone();

        told.reads.countDown();
        written.get(20, SECONDS);
        long last = told.lastId();
        assertThat(last).as("the last that reached them").isLessThan(LINES);

        say(LINES + 1);
        begun.journal().ended("user_ended", 50);
        var again = new Told();
        again.reads.countDown();
        writing(again, call.watch(last), new EventStream.Pace(LONG, LONG)).get(20, SECONDS);
        assertThat(again.ids())
                .as("nothing is missed by whoever comes back")
                .hasSize((int) (LINES + 2 - last))
                .startsWith(last + 1)
                .endsWith((long) LINES + 2);
        assertThat(again.text()).doesNotContain("event: gap").contains("event: ended");
    }

    @Test
    void tellsWhoeverComesBackTooLateHowMuchTheyMissed() throws Exception {
        for (int i = 1; i <= 5_000; i++) {
            say(i);
        }
        begun.journal().ended("user_ended", 50);
        var told = new Told();
        told.reads.countDown();
        writing(told, call.watch(100), new EventStream.Pace(LONG, LONG)).get(20, SECONDS);
        long first = told.ids().getFirst();
        assertThat(told.text()).contains("event: gap\ndata: {\"missed\":" + (first - 101) + "}");
        assertThat(first).isGreaterThan(101);
    }

    private void say(int number) {
        begun.journal()
                .transcript(new TranscriptEntry(
                        number, TranscriptEntry.Role.USER, "line " + number, "en-US", 0, 50, false, 0.9));
    }

    private static CompletableFuture<Void> writing(OutputStream out, Watcher watcher, EventStream.Pace pace) {
        var written = new CompletableFuture<Void>();
        Thread.startVirtualThread(() -> {
            try {
                new EventStream(out, pace).write(watcher);
                written.complete(null);
            } catch (IOException | InterruptedException | RuntimeException failure) {
                written.completeExceptionally(failure);
            }
        });
        return written;
    }

    private static String next(BufferedReader lines, String beginning) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        return "the end";
    }

    /** A reader who takes nothing after the first bytes until they may. */
    private static final class Told extends OutputStream {
        private final CountDownLatch stuck = new CountDownLatch(1);
        private final CountDownLatch reads = new CountDownLatch(1);
        private final List<byte[]> written = new ArrayList<>();

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException("events come whole");
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            synchronized (written) {
                written.add(bytes.clone());
            }
        }

        @Override
        public void flush() throws IOException {
            stuck.countDown();
            try {
                if (!reads.await(1, HOURS)) {
                    throw new IOException("never read");
                }
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
        }

        String text() {
            var all = new StringBuilder();
            synchronized (written) {
                written.forEach(bytes -> all.append(new String(bytes, StandardCharsets.UTF_8)));
            }
            return all.toString();
        }

        List<Long> ids() {
            return text().lines()
                    .filter(line -> line.startsWith("id: "))
                    .map(line -> Long.valueOf(line.substring(4)))
                    .toList();
        }

        long lastId() {
            List<Long> ids = ids();
            return ids.isEmpty() ? 0 : ids.getLast();
        }
    }
}
