package io.antiphon.lines;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.antiphon.audio.Frame;
import io.antiphon.lines.browser.BrowserDoor;
import io.antiphon.lines.caller.TwilioCaller;
import io.antiphon.lines.twilio.TwilioDoor;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.Reception;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How late frames leave with many calls at once, without a network. Prints its figures; run it alone:
 *
 * <pre>mvn -pl lines -am verify -Dlines.excludedGroups= -Dgroups=load -Dtest=PacerLoadTest -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@Tag("load")
final class PacerLoadTest {
    private static final int SECONDS = 10;

    @ParameterizedTest
    @CsvSource({"browser,500", "browser,1000", "twilio,500", "twilio,1000"})
    void sendsOnTime(String kind, int sessions) throws InterruptedException {
        var sent = new AtomicLong();
        var opened = new CountDownLatch(sessions);
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (var pacer = Pacer.running()) {
            Reception talkative = (line, arrival) -> {
                line.open(new Chatter(line));
                opened.countDown();
            };
            var door = kind.equals("browser") ? new BrowserDoor(pacer, talkative) : new TwilioDoor(pacer, talkative);
            for (int i = 0; i < sessions; i++) {
                var listener = door.connect(new Sink(sent), Map.of());
                if (kind.equals("twilio")) {
                    new TwilioCaller(Cables.START, System::nanoTime, false).connected(new Forward(listener), still());
                }
            }
            assertThat(opened.await(10, TimeUnit.SECONDS)).isTrue();
            long busyBefore = system.getProcessCpuTime();
            long sentBefore = sent.get();
            String idle = awaitSeconds();
            double cores = (system.getProcessCpuTime() - busyBefore) / 1e9 / SECONDS;
            double rate = (sent.get() - sentBefore) / (double) SECONDS;
            System.out.printf(
                    "%s x %d: %s, %.0f messages/s, %.2f cores; with nothing to do: %s%n",
                    kind, sessions, pacer.figures(), rate, cores, idle);
            assertThat(rate).isGreaterThan(sessions * 45.0);
        }
    }

    /** Waits on a pacer of its own that has nothing to do; gives how late the machine lets that one be. */
    private static String awaitSeconds() throws InterruptedException {
        try (var clock = Pacer.running()) {
            var ticks = new CountDownLatch(SECONDS * Frame.PER_SECOND);
            clock.join(tick -> ticks.countDown());
            assertThat(ticks.await(2L * SECONDS, TimeUnit.SECONDS)).isTrue();
            return clock.figures().toString();
        }
    }

    private static Pacer still() {
        return new Pacer(() -> 0);
    }

    /** Says a frame for each it hears, as a call does while its agent speaks. */
    private static final class Chatter implements Line.Listener {
        private final Line line;
        private final Frame frame;

        Chatter(Line line) {
            this.line = line;
            this.frame = Parrot.loud(line.description().rate());
        }

        @Override
        public void heard(Frame heard) {
            line.play(frame);
        }

        @Override
        public void played(long number) {}

        @Override
        public void cleared(long number) {}

        @Override
        public void digit(char digit) {}

        @Override
        public void hungUp() {}

        @Override
        public void lost(String why) {}
    }

    private record Sink(AtomicLong sent) implements Socket {
        @Override
        public boolean sendText(String text) {
            sent.incrementAndGet();
            return true;
        }

        @Override
        public boolean sendBinary(byte[] bytes) {
            sent.incrementAndGet();
            return true;
        }

        @Override
        public void close(int code, String reason) {}
    }

    private record Forward(SocketListener server) implements Socket {
        @Override
        public boolean sendText(String text) {
            server.text(text);
            return true;
        }

        @Override
        public boolean sendBinary(byte[] bytes) {
            server.binary(bytes);
            return true;
        }

        @Override
        public void close(int code, String reason) {}
    }
}
