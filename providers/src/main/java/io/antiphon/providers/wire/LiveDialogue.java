package io.antiphon.providers.wire;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.speech.Dialogue;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A spoken dialogue over a WebSocket. One virtual thread of its own takes everything from one queue: the caller's frames,
 * what is asked, the vendor's messages, and the end; it alone reports. What belongs to an answer it hands to the thread
 * that waits for it.
 */
public final class LiveDialogue implements Dialogue {

    private final Errands<Work> errands;
    private final Map<Long, BlockingQueue<Given>> answers = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable ProviderFailure> broken = new AtomicReference<>();
    private final VendorFailures failures;
    private final DialogueProtocol protocol;
    private final Listener listener;
    private final VendorSocket socket;

    // Of the dialogue's thread alone.
    private final Exchange exchange = new Exchange();
    private final Map<String, Long> expected = new HashMap<>();

    /** What the thread has to do next. */
    private sealed interface Work {}

    private record Sound(Frame frame, boolean speech) implements Work {}

    private record Finish() implements Work {}

    private record Ask(long answer, Prompt news) implements Work {}

    private record Cancel(long answer) implements Work {}

    private record Heard(long answer, String text, int millis) implements Work {}

    private record Came(Arrival arrival) implements Work {}

    private record Stop() implements Work {}

    /** What an answer is made of. */
    private sealed interface Given {}

    private static final class Audio implements Given {
        final short[] samples;
        final int rate;

        Audio(short[] samples, int rate) {
            this.samples = samples;
            this.rate = rate;
        }
    }

    private record Thought(ModelPiece piece) implements Given {}

    private record Failed(ProviderFailure failure) implements Given {}

    private LiveDialogue(
            HttpClient client,
            URI address,
            Map<String, String> headers,
            DialogueTimes times,
            VendorFailures failures,
            DialogueProtocol protocol,
            Listener listener)
            throws ProviderFailure, InterruptedException {
        this.failures = failures;
        this.protocol = protocol;
        this.listener = listener;
        this.errands = new Errands<>("dialogue-" + failures.provider(), new Stop(), this::converse);
        this.socket = VendorSocket.open(
                client, address, headers, times.connect(), failures, arrival -> errands.ask(new Came(arrival)));
    }

    /** Connects and begins to listen. */
    public static LiveDialogue open(
            HttpClient client,
            URI address,
            Map<String, String> headers,
            DialogueTimes times,
            VendorFailures failures,
            DialogueProtocol protocol,
            Listener listener)
            throws ProviderFailure, InterruptedException {
        var dialogue = new LiveDialogue(client, address, headers, times, failures, protocol, listener);
        dialogue.errands.start();
        return dialogue;
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
    public void heard(long answer, String text, int millis) {
        errands.ask(new Heard(answer, text, millis));
    }

    @Override
    public void answer(long answer, Prompt news, Sink sink) throws ProviderFailure, InterruptedException {
        BlockingQueue<Given> given = new LinkedBlockingQueue<>();
        answers.put(answer, given);
        try {
            errands.ask(new Ask(answer, news));
            ProviderFailure failure = broken.get();
            if (failure != null || errands.isClosed()) {
                throw failure != null ? failure : failures.late("the dialogue is over");
            }
            for (boolean on = true; on; ) {
                on = pass(given.take(), sink);
            }
        } catch (InterruptedException cancelled) {
            errands.ask(new Cancel(answer));
            throw cancelled;
        } finally {
            answers.remove(answer);
        }
    }

    private static boolean pass(Given given, Sink sink) throws ProviderFailure {
        switch (given) {
            case Audio audio -> sink.audio(audio.samples, audio.rate);
            case Thought(ModelPiece piece) -> {
                sink.thought(piece);
                return !(piece instanceof ModelPiece.Done);
            }
            case Failed(ProviderFailure failure) -> throw failure;
        }
        return true;
    }

    @Override
    public void close() {
        errands.close();
    }

    private void converse() {
        try {
            protocol.opened(exchange);
            boolean on = true;
            while (on) {
                Work work = errands.next(nextMoment());
                on = work == null ? momentCame() : take(work);
            }
            socket.close("");
            giveUp(failures.late("the dialogue is over"));
        } catch (ProviderFailure failure) {
            socket.abort();
            giveUp(failure);
            boolean wanted = !errands.isClosed();
            errands.abandon();
            if (wanted) {
                listener.failed(failure);
            }
        } catch (InterruptedException stopped) {
            socket.abort();
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever waits for an answer is told that none will come. */
    private void giveUp(ProviderFailure failure) {
        broken.set(failure);
        answers.values().forEach(waiting -> waiting.add(new Failed(failure)));
    }

    private long nextMoment() {
        long next = System.nanoTime() + Duration.ofHours(1).toNanos();
        for (long moment : expected.values()) {
            next = Math.min(next, moment);
        }
        return next;
    }

    private boolean momentCame() throws ProviderFailure {
        long now = System.nanoTime();
        for (var entry : Map.copyOf(expected).entrySet()) {
            if (now >= entry.getValue() && expected.remove(entry.getKey(), entry.getValue())) {
                protocol.overdue(entry.getKey(), exchange);
            }
        }
        return true;
    }

    /** Whether the dialogue goes on. */
    private boolean take(Work work) throws ProviderFailure {
        switch (work) {
            case Sound(Frame frame, boolean speech) -> protocol.sound(frame, speech, exchange);
            case Finish _ -> protocol.finish(exchange);
            case Ask(long answer, Prompt news) -> protocol.answer(answer, news, exchange);
            case Cancel(long answer) -> protocol.cancel(answer, exchange);
            case Heard(long answer, String text, int millis) -> protocol.heard(answer, text, millis, exchange);
            case Came(Arrival arrival) -> arrived(arrival);
            case Stop _ -> {
                return false;
            }
        }
        momentCame();
        return true;
    }

    private void arrived(Arrival arrival) throws ProviderFailure {
        if (errands.isClosed()) {
            return;
        }
        switch (arrival) {
            case Arrival.Text(String text) -> protocol.message(Pieces.object(text, failures), exchange);
            case Arrival.Binary binary ->
                protocol.message(Pieces.object(new String(binary.bytes(), StandardCharsets.UTF_8), failures), exchange);
            case Arrival.Closed(int code, String reason) -> throw failures.closed(code, reason);
            case Arrival.Broken(Throwable why) -> throw failures.broken(why);
        }
    }

    private final class Exchange implements DialogueProtocol.Exchange {
        @Override
        public void send(String text) {
            socket.send(text);
        }

        @Override
        public void partial(String text) {
            if (!errands.isClosed()) {
                listener.partial(text);
            }
        }

        @Override
        public void said(String text) {
            if (!errands.isClosed()) {
                listener.said(text, Double.NaN);
            }
        }

        @Override
        public void audio(long answer, short[] samples, int rate) {
            give(answer, new Audio(samples, rate));
        }

        @Override
        public void thought(long answer, ModelPiece piece) {
            give(answer, new Thought(piece));
        }

        @Override
        public void failed(long answer, ProviderFailure failure) {
            give(answer, new Failed(failure));
        }

        private void give(long answer, Given given) {
            BlockingQueue<Given> waiting = answers.get(answer);
            if (waiting != null) {
                waiting.add(given);
            }
        }

        @Override
        public void expect(String what, @Nullable Duration time) {
            if (time == null) {
                expected.remove(what);
            } else {
                expected.put(what, System.nanoTime() + time.toNanos());
            }
        }
    }
}
