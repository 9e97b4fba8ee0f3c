package io.antiphon.testkit.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a simulator answers to one HTTP request, step by step. Written by one thread; once given to the simulator it may
 * be played many times, at the same time too.
 *
 * @param <S> the vendor's own script
 */
public abstract class HttpScript<S extends HttpScript<S>> {
    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private boolean endsWell = true;

    protected HttpScript(int status, String contentType) {
        this.status = status;
        headers.put("Content-Type", contentType);
    }

    /** This script as what it is. */
    protected abstract S self();

    /** A body that is no stream: {@code json} with {@code status}. */
    public static HttpScript<?> json(int status, String json) {
        return new Plain(status, "application/json").raw(json);
    }

    /** A body of sound or any other bytes, sent in pieces of so many. */
    public static HttpScript<?> bytes(String contentType, byte[] body, int piece) {
        return new Plain(200, contentType).shredded(piece).raw(body);
    }

    public S header(String name, String value) {
        headers.put(name, value);
        return self();
    }

    /** Waits before the next step. */
    public S pause(Duration time) {
        return step(wire -> pass(time));
    }

    public S comment(String text) {
        return raw(": " + text + "\n\n");
    }

    /** One event with this data. */
    public S data(String json) {
        return raw("data: " + json + "\n\n");
    }

    /** One event with a name of its own. */
    public S event(String name, String json) {
        return raw("event: " + name + "\ndata: " + json + "\n\n");
    }

    /** Exactly this text. */
    public S raw(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Exactly these bytes. */
    public S raw(byte[] bytes) {
        return step(wire -> wire.send(bytes));
    }

    /** From now on packets of at most so many bytes, which split characters and lines. */
    public S shredded(int bytes) {
        return step(wire -> wire.shred(bytes));
    }

    /** Nothing more, and no end, until the client leaves. */
    public S stall() {
        return step(wire -> new CountDownLatch(1).await());
    }

    /** The connection breaks here. */
    public S cut() {
        endsWell = false;
        return step(Wire::cut);
    }

    private S step(Step step) {
        steps.add(step);
        return self();
    }

    /** Until the time is over or the client has left, which interrupts. */
    private static void pass(Duration time) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
        assert !never;
    }

    void play(Wire wire) throws IOException, InterruptedException {
        wire.head(status, headers);
        for (Step step : steps) {
            step.play(wire);
        }
        if (endsWell) {
            wire.end();
        }
    }

    @FunctionalInterface
    private interface Step {
        void play(Wire wire) throws IOException, InterruptedException;
    }

    private static final class Plain extends HttpScript<Plain> {
        Plain(int status, String contentType) {
            super(status, contentType);
        }

        @Override
        protected Plain self() {
            return this;
        }
    }
}
