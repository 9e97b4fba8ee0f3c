package io.antiphon.providers.wire;

import io.antiphon.ports.ProviderFailure;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request as server-sent events (WHATWG HTML §9.2.6). Belongs to the thread that asked; closing it
 * before its end closes the connection, which stops the vendor.
 */
public final class EventStream implements AutoCloseable {
    private static final int MOST_OF_AN_ERROR = 64 * 1024;

    /** For the end of the body after the end of the answer, so that the connection can be used again. */
    private static final Duration AFTER_THE_END = Duration.ofMillis(300);

    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private final Arrivals arrivals = new Arrivals();
    private final CompletableFuture<?> exchange;
    private final AnswerTimes times;
    private final VendorFailures failures;
    private final BiFunction<Refusal, VendorFailures, ProviderFailure> refusals;
    private Arrivals.Head head = new Arrivals.Head(0, "", HttpHeaders.of(Map.of(), (name, value) -> true));
    private final StringBuilder plain = new StringBuilder();
    private String name = "";
    private final StringBuilder data = new StringBuilder();
    private long deadline;
    private boolean begun;
    private boolean ended;

    /** One event; {@code name} is empty where the vendor names none. */
    public record Event(String name, String data) {}

    /** An answer with an error status, or one that is no stream. */
    public record Refusal(int status, HttpHeaders headers, String body) {}

    private EventStream(
            HttpClient client,
            HttpRequest request,
            AnswerTimes times,
            VendorFailures failures,
            BiFunction<Refusal, VendorFailures, ProviderFailure> refusals) {
        this.times = times;
        this.failures = failures;
        this.refusals = refusals;
        this.deadline = System.nanoTime() + times.firstToken().toNanos();
        this.exchange = client.sendAsync(request, arrivals);
        var _ = exchange.whenComplete((done, failed) -> {
            if (failed != null) {
                arrivals.broken(failed);
            }
        });
    }

    /**
     * Asks; does not wait.
     *
     * @param refusals reads the vendor's form of an error
     */
    public static EventStream open(
            HttpClient client,
            HttpRequest request,
            AnswerTimes times,
            VendorFailures failures,
            BiFunction<Refusal, VendorFailures, ProviderFailure> refusals) {
        return new EventStream(client, request, times, failures, refusals);
    }

    /** The answer has begun: from now on the time between two events counts. */
    public void begin() {
        begun = true;
        deadline = System.nanoTime() + times.idle().toNanos();
    }

    /** The next event; null at the end of the body. */
    public @Nullable Event next() throws ProviderFailure, InterruptedException {
        while (true) {
            var arrival = arrivals.await(deadline);
            switch (arrival) {
                case null ->
                    throw failures.late(
                            begun
                                    ? "nothing more came for " + times.idle()
                                    : "nothing came within " + times.firstToken());
                case Arrivals.Head started -> head = started;
                case Arrivals.Line line -> {
                    Event event = take(line.text());
                    if (event != null) {
                        if (begun) {
                            begin();
                        }
                        return event;
                    }
                }
                case Arrivals.End end -> {
                    ended = true;
                    if (!isStream()) {
                        throw refusals.apply(new Refusal(head.status(), head.headers(), plain.toString()), failures);
                    }
                    return dispatched();
                }
                case Arrivals.Broken broken -> {
                    ended = true;
                    throw failures.broken(broken.why());
                }
            }
        }
    }

    private boolean isStream() {
        return head.status() < 300 && !head.contentType().contains("json");
    }

    private @Nullable Event take(String line) {
        String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (!isStream()) {
            if (plain.length() < MOST_OF_AN_ERROR) {
                plain.append(text).append('\n');
            }
        } else if (text.isEmpty()) {
            return dispatched();
        } else if (text.startsWith("event:")) {
            name = text.substring("event:".length()).strip();
        } else if (text.startsWith("data:")) {
            data.append(data.isEmpty() ? "" : "\n")
                    .append(text.substring("data:".length()).strip());
        }
        return null;
    }

    private @Nullable Event dispatched() {
        Event event = data.isEmpty() ? null : new Event(name, data.toString());
        data.setLength(0);
        name = "";
        return event;
    }

    /** The answer is complete: waits a moment for the end of the body. */
    public void finish() throws InterruptedException {
        long latest = System.nanoTime() + AFTER_THE_END.toNanos();
        while (!ended) {
            var arrival = arrivals.await(latest);
            ended = arrival instanceof Arrivals.End || arrival instanceof Arrivals.Broken;
            if (arrival == null) {
                return;
            }
        }
        settle(exchange);
    }

    /**
     * The body ends a moment before the exchange does, and a cancelled exchange takes its connection with it: waits for
     * that moment.
     */
    public static void settle(CompletableFuture<?> exchange) throws InterruptedException {
        try {
            exchange.get(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException over) {
            // Then the connection is lost, and nothing else.
        }
    }

    /** Closes the connection at once unless the body has been read to its end. */
    @Override
    public void close() {
        exchange.cancel(true);
    }
}
