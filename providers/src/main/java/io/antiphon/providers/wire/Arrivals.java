package io.antiphon.providers.wire;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What comes back on one request, line by line, handed from the HTTP client's threads to the one that waits. The JDK
 * puts split characters and all three kinds of line end together.
 */
public final class Arrivals implements HttpResponse.BodyHandler<@Nullable Void>, Flow.Subscriber<String> {
    private final BlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();

    /** One thing that came. */
    public sealed interface Arrival {}

    /** Status and headers. */
    public record Head(int status, String contentType, HttpHeaders headers) implements Arrival {}

    /** A line of the body. */
    public record Line(String text) implements Arrival {}

    /** The body ended as it should. */
    public record End() implements Arrival {}

    /** The connection failed or broke. */
    public record Broken(Throwable why) implements Arrival {}

    @Override
    public BodySubscriber<@Nullable Void> apply(ResponseInfo info) {
        queue.add(new Head(
                info.statusCode(), info.headers().firstValue("content-type").orElse(""), info.headers()));
        return BodySubscribers.fromLineSubscriber(this, done -> null, StandardCharsets.UTF_8, null);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        queue.add(new Line(line));
    }

    @Override
    public void onError(Throwable why) {
        broken(why);
    }

    @Override
    public void onComplete() {
        queue.add(new End());
    }

    /** Notes that the request failed. */
    public void broken(Throwable why) {
        queue.add(new Broken(Objects.requireNonNullElse(why.getCause(), why)));
    }

    /** The next thing that comes before {@link System#nanoTime} reaches {@code deadline}; null for none. */
    public @Nullable Arrival await(long deadline) throws InterruptedException {
        return queue.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}
