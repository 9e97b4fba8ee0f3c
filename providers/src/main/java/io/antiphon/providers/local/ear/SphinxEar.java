package io.antiphon.providers.local.ear;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.speech.Ear;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call's ear. The call's thread hands frames over and returns; the decoder's thread takes them in order, a few at a
 * time, while the caller still speaks.
 */
final class SphinxEar implements Ear {
    /** The voice activity detector is late: this much is kept from before a stretch of speech, and heard after it. */
    private static final int ROLL = 500 / Frame.MILLIS;
    /** Sound that may wait or belong to one utterance; what a caller says beyond is not heard. */
    private static final int LONGEST = 60 * Frame.PER_SECOND;
    /** Frames after which the text is looked at anew. */
    private static final int PARTIAL = 240 / Frame.MILLIS;

    private final Decoder decoder;
    private final Listener listener;
    private final Supplier<Utterance> begin;
    private final Queue<Heard> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** Held while the listener is told something, so that nothing is told once {@link #close} has returned. */
    private final ReentrantLock telling = new ReentrantLock();

    private volatile boolean closed;

    // of the call's thread
    private final Deque<Frame> before = new ArrayDeque<>();
    private boolean listening;
    private int quiet;
    private int length;

    // of the decoder's thread
    private @Nullable Utterance utterance;
    private String partial = "";
    private int sinceLook;

    private sealed interface Heard {
        record Sound(Frame frame) implements Heard {}

        record Finish() implements Heard {}
    }

    /** @param begin starts an utterance; called on the decoder's thread */
    SphinxEar(Decoder decoder, Listener listener, Supplier<Utterance> begin) {
        this.decoder = decoder;
        this.listener = listener;
        this.begin = begin;
        decoder.earOpened();
    }

    @Override
    public void hear(Frame frame, boolean speech) {
        if (closed || frame.isMissing()) {
            return;
        }
        quiet = speech ? 0 : quiet + 1;
        if (speech || (listening && quiet <= ROLL)) {
            listening = true;
            for (Frame earlier = before.poll(); earlier != null; earlier = before.poll()) {
                pass(earlier);
            }
            pass(frame);
        } else {
            listening = false;
            before.add(frame);
            if (before.size() > ROLL) {
                before.remove();
            }
        }
    }

    private void pass(Frame frame) {
        if (length < LONGEST && waiting.get() < LONGEST) {
            length++;
            waiting.incrementAndGet();
            post(new Heard.Sound(frame));
        }
    }

    @Override
    public void finish() {
        if (closed) {
            return;
        }
        listening = false;
        length = 0;
        before.clear();
        post(new Heard.Finish());
    }

    private void post(Heard heard) {
        inbox.add(heard);
        schedule();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            decoder.work(this::decode);
        }
    }

    /** One piece of work on the decoder's thread: at most as much as lies between two partials. */
    private void decode() {
        try {
            decodePiece();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        scheduled.set(false);
        if (!inbox.isEmpty() && !closed) {
            schedule();
        }
    }

    private void decodePiece() {
        for (int i = 0; i < PARTIAL && !closed; i++) {
            switch (inbox.poll()) {
                case Heard.Sound(Frame frame) -> hear(frame);
                case Heard.Finish() -> {
                    end();
                    return;
                }
                case null -> i = PARTIAL;
            }
        }
        look();
    }

    private void hear(Frame frame) {
        waiting.decrementAndGet();
        if (utterance == null) {
            utterance = begin.get();
        }
        utterance.hear(frame.samples());
        sinceLook++;
    }

    private void look() {
        if (utterance == null || closed) {
            return;
        }
        String text = utterance.soFar();
        if (sinceLook >= PARTIAL) {
            sinceLook = 0;
            if (!text.equals(partial)) {
                partial = text;
                tell(() -> listener.partial(text));
            }
        }
    }

    private void end() {
        String text = utterance == null ? "" : utterance.end();
        utterance = null;
        partial = "";
        sinceLook = 0;
        tell(() -> listener.said(text, Double.NaN));
    }

    private void fail(Throwable e) {
        utterance = null;
        tell(() -> listener.failed(
                new ProviderFailure(Sphinx4.NAME, Kind.VENDOR_FAULT, "the recogniser broke: open a new ear", e)));
        close();
    }

    private void tell(Runnable report) {
        telling.lock();
        try {
            if (!closed) {
                report.run();
            }
        } finally {
            telling.unlock();
        }
    }

    @Override
    public void close() {
        telling.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            telling.unlock();
        }
        inbox.clear();
        decoder.earClosed();
        decoder.work(this::abandon);
    }

    private void abandon() {
        if (utterance != null) {
            utterance.abandon();
            utterance = null;
        }
    }
}
