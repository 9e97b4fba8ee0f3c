package io.antiphon.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import io.antiphon.lines.browser.BrowserDoor;
import io.antiphon.lines.caller.Caller;
import io.antiphon.lines.caller.CallerEvent;
import io.antiphon.lines.caller.Dialler;
import io.antiphon.lines.twilio.TwilioDoor;
import io.antiphon.ports.line.Line;
import io.antiphon.testkit.LineLog;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both lines over WebSockets on loopback, with a real web server and a real client. */
final class RealSocketsTest {
    private static final int WORDS = 25;

    @TempDir
    private Path folder;

    private final Pacer pacer = Pacer.running();
    private final Parrot parrot = new Parrot();
    private final Dialler dialler = new Dialler(true);
    private TomcatBridge server;

    @BeforeEach
    void start() throws Exception {
        server = new TomcatBridge(
                folder, Map.of("/browser", new BrowserDoor(pacer, parrot), "/twilio", new TwilioDoor(pacer, parrot)));
    }

    @AfterEach
    void stop() throws Exception {
        dialler.close();
        server.close();
        pacer.close();
    }

    @Test
    void talksWithABrowser() throws Exception {
        var caller = dialler.browser(server.address("/browser?playback=reported"), Map.of())
                .get(5, SECONDS);
        assertThat(caller.next(CallerEvent.SessionStarted.class).get(5, SECONDS).agent())
                .isEqualTo("Polly");
        converse(caller);
        assertThat(caller.next(CallerEvent.SessionEnded.class).get(5, SECONDS).reason())
                .isEqualTo("user_ended");
        assertThat(caller.next(CallerEvent.Disconnected.class).get(5, SECONDS).code())
                .isEqualTo(1000);
    }

    @Test
    void talksWithTwilio() throws Exception {
        var caller = dialler.twilio(server.address("/twilio"), Map.of(), Cables.START)
                .get(5, SECONDS);
        converse(caller);
        assertThat(caller.events().join()).noneMatch(event -> event instanceof CallerEvent.Violation);
    }

    @Test
    void turnsAwayOverTheWire() throws Exception {
        var caller = dialler.browser(server.address("/browser?agent_id=nobody"), Map.of())
                .get(5, SECONDS);
        assertThat(caller.next(CallerEvent.Trouble.class).get(5, SECONDS).message())
                .contains("no such agent");
        assertThat(caller.next(CallerEvent.Disconnected.class).get(5, SECONDS).code())
                .isEqualTo(4404);
    }

    @Test
    void noticesThatTheConnectionBroke() throws Exception {
        try (var socket = upgraded(server)) {
            socket.setSoLinger(true, 0);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        assertThat(parrot.endings().poll(5, SECONDS)).isEqualTo("lost");
    }

    @Test
    void givesUpAPeerThatStopsReading(@TempDir Path other) throws Exception {
        var nanos = new AtomicLong();
        var byHand = new Pacer(nanos::get);
        var line = new CompletableFuture<Line>();
        var door = new BrowserDoor(byHand, (arrived, arrival) -> line.complete(arrived));
        var log = new LineLog();
        try (var slow = new TomcatBridge(other, Map.of("/browser", door));
                var socket = upgraded(slow)) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            var opened = line.get(5, SECONDS);
            opened.open(log);
            for (int i = 0; i < 60_000 && log.endings().isEmpty(); i++) {
                opened.play(Parrot.loud(16_000));
                nanos.addAndGet(20_000_000);
                byHand.runDue();
            }
            assertThat(log.endings()).containsExactly("lost");
            assertThat(byHand.figures().sessions()).isZero();
        }
    }

    private void converse(Caller caller) throws Exception {
        caller.agentSpeaks().get(5, SECONDS);
        caller.agentSilent(200).get(5, SECONDS);
        caller.say(words(caller.rate()));
        caller.said().get(5, SECONDS);
        caller.agentSpeaks().get(5, SECONDS);
        caller.agentSilent(300).get(5, SECONDS);
        var recording = caller.recording();
        assertThat(loudFrames(recording.agent(), caller.rate()))
                .isBetween(Parrot.GREETING + WORDS + 0L, Parrot.GREETING + WORDS + 2L);
        assertThat(caller.arrivals().join()).hasSize(Parrot.GREETING + WORDS);
        caller.hangUp();
        assertThat(parrot.endings().poll(5, SECONDS)).isEqualTo("hung up");
        assertThat(parrot.played()).isEqualTo(Parrot.GREETING + WORDS);
    }

    private static short[] words(int rate) {
        var words = new short[WORDS * Frame.length(rate)];
        var loud = Parrot.loud(rate).samples();
        for (int i = 0; i < words.length; i++) {
            words[i] = loud[i % loud.length];
        }
        return words;
    }

    private static long loudFrames(short[] samples, int rate) {
        int length = Frame.length(rate);
        return IntStream.range(0, samples.length / length)
                .filter(i -> samples[i * length] > 1000)
                .count();
    }

    /** A WebSocket client that only shakes hands. */
    private static java.net.Socket upgraded(TomcatBridge server) throws Exception {
        var address = server.address("/browser");
        var socket = new java.net.Socket();
        socket.setReceiveBufferSize(32_768);
        socket.connect(new java.net.InetSocketAddress(address.getHost(), address.getPort()));
        var request = """
                GET /browser HTTP/1.1
                Host: localhost
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """;
        socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(US_ASCII));
        return socket;
    }
}
