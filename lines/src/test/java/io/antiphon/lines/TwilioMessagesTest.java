package io.antiphon.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import io.antiphon.lines.caller.CallerEvent;
import io.antiphon.lines.caller.TwilioCaller;
import io.antiphon.lines.twilio.TwilioDoor;
import io.antiphon.ports.line.Arrival;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.line.Reception;
import io.antiphon.testkit.LineLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of {@code /ws/voice-twilio}. */
final class TwilioMessagesTest {
    private static final String START =
            "{\"event\":\"start\",\"sequenceNumber\":\"1\",\"streamSid\":\"MZ1\",\"start\":{\"streamSid\":\"MZ1\","
                    + "\"accountSid\":\"AC1\",\"callSid\":\"CA1\",\"tracks\":[\"inbound\"],\"mediaFormat\":{\"encoding\":"
                    + "\"audio/x-mulaw\",\"sampleRate\":8000,\"channels\":1},\"customParameters\":{\"agent\":\"desk\","
                    + "\"from\":\"+15550100\",\"campaign\":\"7\"}}}";

    private final Cable cable = Cables.twilio();
    private final LineLog log = new LineLog();

    @Test
    void arrivesWithTheStartMessage() throws Exception {
        var line = new CompletableFuture<Line>();
        var arrived = new CompletableFuture<Arrival>();
        Reception reception = (opened, arrival) -> {
            line.complete(opened);
            arrived.complete(arrival);
        };
        var listener = new TwilioDoor(new Pacer(() -> 0), reception).connect(new NoSocket(), Map.of());
        listener.text("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
        listener.text(Cables.media(new short[160]));
        assertThat(arrived).isNotDone();
        listener.text(START);
        var arrival = arrived.get(5, TimeUnit.SECONDS);
        assertThat(arrival.agent()).isEqualTo("desk");
        assertThat(arrival.parameters()).containsOnly(Map.entry("campaign", "7"));
        var description = line.join().description();
        assertThat(description.channel()).isEqualTo("twilio");
        assertThat(description.rate()).isEqualTo(8000);
        assertThat(description.callerNumber()).isEqualTo("+15550100");
        assertThat(description.providerCallId()).isEqualTo("CA1");
    }

    @Test
    void takesNumbersAsStringsToo() throws Exception {
        var arrived = new CompletableFuture<Arrival>();
        var listener = new TwilioDoor(new Pacer(() -> 0), (line, arrival) -> arrived.complete(arrival))
                .connect(new NoSocket(), Map.of());
        listener.text(START.replace("8000", "\"8000\"").replace("\"channels\":1", "\"channels\":\"1\""));
        assertThat(arrived.get(5, TimeUnit.SECONDS).agent()).isEqualTo("desk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio/x-mulaw|audio/l16", "8000|16000", "\"channels\":1|\"channels\":2", "\"MZ1\"|\"\""})
    void refusesSoundItCannotSpeak(String change) {
        var closes = new ArrayList<String>();
        var socket = new ClosingSocket(closes);
        var listener =
                new TwilioDoor(new Pacer(() -> 0), (line, arrival) -> closes.add("arrived")).connect(socket, Map.of());
        int bar = change.indexOf('|');
        listener.text(START.replace(change.substring(0, bar), change.substring(bar + 1)));
        assertThat(closes).singleElement().asString().startsWith("1003 start.");
    }

    @Test
    void closesAConnectionThatDoesNotStart() {
        var nanos = new AtomicLong();
        var pacer = new Pacer(nanos::get);
        var closes = new ArrayList<String>();
        assertThat(new TwilioDoor(pacer, (line, arrival) -> {}).connect(new ClosingSocket(closes), Map.of()))
                .isNotNull();
        for (int i = 0; i < 9_000; i++) {
            nanos.addAndGet(1_000_000);
            pacer.runDue();
        }
        assertThat(closes).isEmpty();
        for (int i = 0; i < 1_100; i++) {
            nanos.addAndGet(1_000_000);
            pacer.runDue();
        }
        assertThat(closes).singleElement().asString().startsWith("1008 ");
        assertThat(pacer.figures().sessions()).isZero();
    }

    @Test
    void sendsNothingButMediaMarkAndClear() {
        cable.line().open(log);
        cable.line().show(new Notice.Started("c-1", "Antonia"));
        cable.line().show(new Notice.Trouble("trouble"));
        play(30);
        cable.pass(20);
        cable.line().clear();
        cable.pass(20);
        cable.line().hangUp("done");
        assertThat(cable.texts())
                .allMatch(text -> text.startsWith("{\"event\":\"media\",")
                        || text.startsWith("{\"event\":\"mark\",")
                        || text.startsWith("{\"event\":\"clear\","));
        assertThat(cable.caller().events().join()).noneMatch(event -> event instanceof CallerEvent.Violation);
    }

    @Test
    void marksEach100MillisecondsAndTheEnd() {
        cable.line().open(log);
        play(12);
        cable.pass(30);
        assertThat(marks()).containsExactly("5", "10", "12");
        assertThat(log.played()).containsExactly(5L, 10L, 12L);
    }

    @Test
    void sendsAtMost60MillisecondsAheadOfWhatCanHaveBeenPlayed() {
        cable.line().open(log);
        play(50);
        for (int ticks = 1; ticks <= 40; ticks++) {
            cable.pass(1);
            long sent = cable.texts().stream()
                    .filter(text -> text.contains("\"media\""))
                    .count();
            assertThat(sent).isLessThanOrEqualTo(ticks + 3L);
        }
    }

    @Test
    void doesNotTakeMarksThatAClearSetFreeForSoundThatWasPlayed() {
        cable.line().open(log);
        play(100);
        cable.pass(23);
        cable.line().clear();
        cable.pass(1);
        long cleared = log.cleared().getFirst();
        assertThat(cleared).isBetween(15L, 23L);
        cable.send("{\"event\":\"mark\",\"streamSid\":\"x\",\"mark\":{\"name\":\"25\"}}");
        cable.pass(50);
        assertThat(log.lastPlayed()).isLessThanOrEqualTo(cleared);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"event\":\"unheard of\"}",
                "{\"event\":\"media\"}",
                "{\"event\":\"media\",\"media\":{\"payload\":\"%%%\"}}",
                "{\"event\":\"media\",\"media\":{\"chunk\":\"x\",\"payload\":\"\"}}",
                "{\"event\":\"mark\"}",
                "{\"event\":\"mark\",\"mark\":{\"name\":\"whose\"}}",
                "{\"event\":\"mark\",\"mark\":{\"name\":\"99999\"}}",
                "{\"event\":\"dtmf\"}",
                "{\"event\":\"dtmf\",\"dtmf\":{\"digit\":\"E\"}}",
                "{\"event\":\"start\"}"
            })
    void takesNoHarmFromWhatItCannotUse(String message) {
        cable.line().open(log);
        cable.pass(5);
        cable.send(message);
        cable.send(new byte[3]);
        cable.pass(45);
        assertThat(log.heard()).hasSizeBetween(49, 51);
        assertThat(log.played()).isEmpty();
        assertThat(log.digits()).isEmpty();
        assertThat(log.endings()).isEmpty();
        assertThat(cable.texts()).isEmpty();
    }

    @Test
    void leavesOutWhatComesOutOfOrderAndFillsGaps() {
        cable.line().open(log);
        cable.mute();
        cable.pass(4);
        chunk(1);
        cable.pass(1);
        chunk(2);
        chunk(2);
        chunk(1);
        cable.pass(3);
        chunk(5);
        cable.pass(1);
        var loud = log.heard().stream().map(frame -> frame.samples()[0] != 0).toList();
        assertThat(loud.stream().filter(each -> each)).hasSize(3);
        int second = loud.indexOf(true) + 1;
        assertThat(loud.subList(second + 1, loud.size())).startsWith(false, false, true);
    }

    @Test
    void tellsPressedKeysEvenWhileTheAgentSpeaks() {
        cable.line().open(log);
        play(50);
        cable.pass(10);
        ((TwilioCaller) cable.caller()).press('4');
        ((TwilioCaller) cable.caller()).press('#');
        assertThat(log.digits()).containsExactly('4', '#');
    }

    @Test
    void givesUpACarrierThatSendsNoSoundFor15Seconds() {
        cable.line().open(log);
        cable.mute();
        cable.pass(740);
        assertThat(log.endings()).isEmpty();
        cable.pass(20);
        assertThat(log.endings()).containsExactly("lost");
    }

    @Test
    void endsTheStreamOfAServerThatSaysWhatTwilioDoesNotKnow() {
        var sent = new LinkedBlockingQueue<String>();
        var caller = new TwilioCaller(Cables.START, () -> 0, false);
        caller.connected(new ClosingSocket(sent), new Pacer(() -> 0));
        caller.text("{\"event\":\"transcript\",\"streamSid\":\"MZ00000000000000000000000000000001\"}");
        assertThat(caller.next(CallerEvent.Violation.class)).isDone();
        assertThat(sent).contains("1008 31924");
    }

    private void chunk(int number) {
        var samples = new short[160];
        Arrays.fill(samples, (short) 8031);
        cable.send(Cables.media(samples).replace("\"payload\"", "\"chunk\":\"" + number + "\",\"payload\""));
    }

    private void play(int frames) {
        for (int i = 0; i < frames; i++) {
            cable.line().play(Frame.silence(8000));
        }
    }

    private List<String> marks() {
        return cable.texts().stream()
                .filter(text -> text.startsWith("{\"event\":\"mark\""))
                .map(text -> text.replaceAll(".*\"name\":\"(\\d+)\".*", "$1"))
                .toList();
    }

    /** Writes down how it was closed. */
    private record ClosingSocket(Collection<String> closes) implements Socket {
        @Override
        public boolean sendText(String text) {
            return true;
        }

        @Override
        public boolean sendBinary(byte[] bytes) {
            return true;
        }

        @Override
        public void close(int code, String reason) {
            closes.add(code + " " + reason);
        }
    }
}
