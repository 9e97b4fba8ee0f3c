package io.antiphon.providers.wire;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ear that listens over a WebSocket. One virtual thread of its own takes everything from one queue: the caller's
 * frames, the vendor's messages, and the end; it alone reports.
 */
public final class LiveEar implements Ear {
    private static final long NEVER = Long.MAX_VALUE;

    private final Errands<Work> errands;
    private final VendorFailures failures;
    private final EarProtocol protocol;
    private final EarTimes times;
    private final Listener listener;
    private final VendorSocket socket;

    // Of the ear's thread alone.
    private final Exchange exchange = new Exchange();
    private long expected = NEVER;
    private long lastSent;
    private long unanswered = NEVER;
    private long unansweredMillis;

    /** What the thread has to do next. */
    private sealed interface Work {}

    private record Sound(Frame frame, boolean speech) implements Work {}

    private record Finish() implements Work {}

    private record Came(Arrival arrival) implements Work {}

    private record Stop() implements Work {}

    private LiveEar(
            HttpClient client,
            URI address,
            Map<String, String> headers,
            EarTimes times,
            VendorFailures failures,
            EarProtocol protocol,
            Listener listener)
            throws ProviderFailure, InterruptedException {
        this.failures = failures;
        this.protocol = protocol;
        this.times = times;
        this.listener = listener;
        this.errands = new Errands<>("ear-" + failures.provider(), new Stop(), this::listen);
        this.socket = VendorSocket.open(
                client, address, headers, times.connect(), failures, arrival -> errands.ask(new Came(arrival)));
        this.lastSent = System.nanoTime();
    }

    /** Connects and begins to listen. */
    public static LiveEar open(
            HttpClient client,
            URI address,
            Map<String, String> headers,
            EarTimes times,
            VendorFailures failures,
            EarProtocol protocol,
            Listener listener)
            throws ProviderFailure, InterruptedException {
        var ear = new LiveEar(client, address, headers, times, failures, protocol, listener);
        ear.errands.start();
        return ear;
    }

    @Override
    public void hear(Frame frame, boolean speech) {
        errands.ask(new Sound(frame, speech));
    }

    @Override
    public void finish() {
        errands.ask(new Finish());
    }

    @Override
    public void close() {
        errands.close();
    }

    private void listen() {
        try {
            protocol.begin(exchange);
            boolean on = true;
            while (on) {
                if (protocol.owes()) {
                    owed();
                }
                Work work = errands.next(nextMoment());
                on = work == null ? momentCame() : take(work);
            }
            socket.close(protocol.farewell());
        } catch (ProviderFailure failure) {
            socket.abort();
            errands.abandon();
            listener.failed(failure);
        } catch (InterruptedException stopped) {
            socket.abort();
            Thread.currentThread().interrupt();
        }
    }

    private long nextMoment() {
        long limit = isOwedAnAnswer() ? unanswered + times.silence().toNanos() : NEVER;
        long alive = lastSent + times.keepAlive().toNanos();
        return Math.min(expected, Math.min(limit, alive));
    }

    private void owed() {
        if (unanswered == NEVER) {
            unanswered = System.nanoTime();
        }
    }

    /** Whether as much sound has gone unanswered as would be too much if time has passed as well. */
    private boolean isOwedAnAnswer() {
        return unanswered != NEVER && unansweredMillis >= times.silence().toMillis();
    }

    private boolean momentCame() throws ProviderFailure {
        long now = System.nanoTime();
        if (isOwedAnAnswer() && now - unanswered >= times.silence().toNanos()) {
            throw failures.late("nothing came for " + times.silence() + " although sound was sent");
        }
        if (expected != NEVER && now >= expected) {
            expected = NEVER;
            protocol.overdue(exchange);
        }
        if (now - lastSent >= times.keepAlive().toNanos()) {
            keepAlive();
        }
        return true;
    }

    private void keepAlive() {
        String word = protocol.keepAlive();
        if (word.isEmpty()) {
            lastSent = System.nanoTime();
            socket.ping();
        } else {
            exchange.send(word);
        }
    }

    /** Whether the ear goes on. */
    private boolean take(Work work) throws ProviderFailure {
        switch (work) {
            case Sound(Frame frame, boolean speech) -> {
                unansweredMillis += Frame.MILLIS;
                protocol.sound(frame, speech, exchange);
            }
            case Finish finish -> protocol.finish(exchange);
            case Came(Arrival arrival) -> arrived(arrival);
            case Stop stop -> {
                return false;
            }
        }
        return true;
    }

    private void arrived(Arrival arrival) throws ProviderFailure {
        if (errands.isClosed()) {
            return;
        }
        switch (arrival) {
            case Arrival.Text(String text) -> {
                unanswered = NEVER;
                unansweredMillis = 0;
                protocol.message(Pieces.object(text, failures), exchange);
            }
            case Arrival.Binary binary -> throw failures.unreadable("sent bytes where only text belongs");
            case Arrival.Closed(int code, String reason) -> throw failures.closed(code, reason);
            case Arrival.Broken(Throwable why) -> throw failures.broken(why);
        }
    }

    private final class Exchange implements EarProtocol.Exchange {
        @Override
        public void send(String text) {
            lastSent = System.nanoTime();
            socket.send(text);
        }

        @Override
        public void send(byte[] bytes) {
            lastSent = System.nanoTime();
            owed();
            socket.send(bytes);
        }

        @Override
        public void partial(String text) {
            if (!errands.isClosed()) {
                listener.partial(text);
            }
        }

        @Override
        public void said(String text, double confidence) {
            if (!errands.isClosed()) {
                listener.said(text, confidence);
            }
        }

        @Override
        public void turn(TurnSignal signal) {
            if (!errands.isClosed()) {
                listener.turn(signal);
            }
        }

        @Override
        public void expect(@Nullable Duration time) {
            expected = time == null ? NEVER : System.nanoTime() + time.toNanos();
        }
    }
}
