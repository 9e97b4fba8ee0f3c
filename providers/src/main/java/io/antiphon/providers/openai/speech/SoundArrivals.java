package io.antiphon.providers.openai.speech;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What comes back on one request, piece by piece, handed from the HTTP client's threads to the one that waits. */
final class SoundArrivals implements HttpResponse.BodyHandler<@Nullable Void>, Flow.Subscriber<List<ByteBuffer>> {
    private final BlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();

    /** One thing that came. */
    sealed interface Arrival {}

    /** Status and headers. */
    record Head(int status, HttpHeaders headers) implements Arrival {
        /** Whether the body is sound rather than words about what went wrong. */
        boolean announcesSound() {
            String type = headers.firstValue("content-type").orElse("");
            return status < 300 && !type.contains("json") && !type.startsWith("text/");
        }
    }

    /** Bytes of the body. */
    record Body(ByteBuffer bytes) implements Arrival {}

    /** The body ended as it should. */
    record End() implements Arrival {}

    /** The connection failed or broke. */
    record Broken(Throwable why) implements Arrival {}

    @Override
    public BodySubscriber<@Nullable Void> apply(ResponseInfo info) {
        queue.add(new Head(info.statusCode(), info.headers()));
        return BodySubscribers.fromSubscriber(this, done -> null);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        // All of it at once: a text's sound is no more than the line will play.
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        pieces.forEach(piece -> queue.add(new Body(piece)));
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
    void broken(Throwable why) {
        queue.add(new Broken(Objects.requireNonNullElse(why.getCause(), why)));
    }

    /** The next thing that comes before {@link System#nanoTime} reaches {@code deadline}; null for none. */
    @Nullable
    Arrival await(long deadline) throws InterruptedException {
        return queue.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}
