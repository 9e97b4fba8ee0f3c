package io.antiphon.lines;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.antiphon.lines.caller.Caller;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.Reception;
import io.antiphon.testkit.LineRig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A caller and a line, joined in memory, on a clock moved by hand. */
final class Cable implements LineRig {
    private final AtomicLong nanos = new AtomicLong(1);
    private final Pacer pacer = new Pacer(nanos::get);
    private final Caller caller;
    private final SocketListener served;
    private final CompletableFuture<Line> line = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> texts = new ArrayList<>();
    private final BiConsumer<SocketListener, short[]> burst;
    private final Predicate<String> isReport;
    private boolean reading = true;
    private boolean muted;
    private boolean withheld;
    private @Nullable Integer closeCode;

    /**
     * @param isReport whether a text message of the caller tells of playback
     * @param burst sends the given samples at once
     */
    Cable(
            BiFunction<Pacer, Reception, Door> door,
            Map<String, String> query,
            Function<LongSupplier, Caller> caller,
            Predicate<String> isReport,
            BiConsumer<SocketListener, short[]> burst) {
        this.caller = caller.apply(nanos::get);
        this.isReport = isReport;
        this.burst = burst;
        var opened = door.apply(pacer, (arrived, arrival) -> line.complete(arrived));
        this.served = opened.connect(new Outbox(new ToCaller(), opened.outboxBytes()), query);
        this.caller.connected(new ToServer(), pacer);
    }

    Caller caller() {
        return caller;
    }

    /** What the server sent as text. */
    List<String> texts() {
        return texts;
    }

    /** Sends one text message as the far end. */
    void send(String text) {
        served.text(text);
    }

    /** Sends one binary message as the far end. */
    void send(byte[] bytes) {
        served.binary(bytes);
    }

    @Nullable
    Integer closeCode() {
        return closeCode;
    }

    @Override
    public Line line() {
        try {
            return line.get(5, SECONDS);
        } catch (Exception failure) {
            throw new AssertionError("nobody arrived", failure);
        }
    }

    @Override
    public void pass(int frames) {
        for (int i = 0; i < frames * 20; i++) {
            nanos.addAndGet(1_000_000);
            pacer.runDue();
        }
    }

    /** Time during which the pacer's thread does not run. */
    void stall(int millis) {
        nanos.addAndGet(millis * 1_000_000L);
    }

    @Override
    public void say(short[] samples) {
        caller.say(samples);
    }

    @Override
    public void mute() {
        muted = true;
    }

    void unmute() {
        muted = false;
    }

    @Override
    public void burst(short[] samples) {
        burst.accept(served, samples);
    }

    @Override
    public void withholdReports() {
        withheld = true;
    }

    @Override
    public void stopReading() {
        reading = false;
    }

    @Override
    public void hangUp() {
        caller.hangUp();
    }

    @Override
    public void breakOff() {
        served.failed("the cable is cut");
    }

    @Override
    public short[] played() {
        return caller.recording().agent();
    }

    @Override
    public boolean closes() {
        try {
            return closed.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private final class ToCaller implements Outbox.Wire {
        @Override
        public void text(String text, Consumer<@Nullable Throwable> done) {
            if (reading) {
                texts.add(text);
                caller.text(text);
                done.accept(null);
            }
        }

        @Override
        public void binary(byte[] bytes, Consumer<@Nullable Throwable> done) {
            if (reading) {
                caller.binary(bytes);
                done.accept(null);
            }
        }

        @Override
        public void close(int code, String reason) {
            closeCode = code;
            closed.countDown();
        }
    }

    private final class ToServer implements Socket {
        @Override
        public boolean sendText(String text) {
            boolean lost = (withheld && isReport.test(text)) || (muted && text.contains("\"media\""));
            if (!lost) {
                served.text(text);
            }
            return true;
        }

        @Override
        public boolean sendBinary(byte[] bytes) {
            if (!muted) {
                served.binary(bytes);
            }
            return true;
        }

        @Override
        public void close(int code, String reason) {
            served.closed(code);
        }
    }
}
