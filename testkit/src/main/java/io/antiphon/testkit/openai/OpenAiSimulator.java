package io.antiphon.testkit.openai;

import io.antiphon.testkit.wire.Door;
import io.antiphon.testkit.wire.HttpScript;
import io.antiphon.testkit.wire.ReceivedRequest;
import io.antiphon.testkit.wire.Vendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A chat-completions endpoint on loopback that plays {@link Script}s. */
public final class OpenAiSimulator implements AutoCloseable {
    private final Queue<Script> next = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Function<ReceivedRequest, Script>> otherwise;
    private final Door door;

    private OpenAiSimulator(int port, Function<ReceivedRequest, Script> otherwise) {
        this.otherwise = new AtomicReference<>(otherwise);
        this.door = Door.open(port, new Chat());
    }

    /** Starts on a free port and answers a greeting until told otherwise. */
    public static OpenAiSimulator start() {
        return start(0, request -> Script.answering("Hello", " there", ", how", " can", " I", " help", "?"));
    }

    /**
     * Starts on a port of one's choice.
     *
     * @param port 0 for a free one
     * @param answer what to answer when no script waits
     */
    public static OpenAiSimulator start(int port, Function<ReceivedRequest, Script> answer) {
        return new OpenAiSimulator(port, answer);
    }

    /** What a client takes for the base address of the interface. */
    public URI baseUrl() {
        return URI.create(door.address() + "/v1");
    }

    /** Answers the next request that has no script yet with this one. */
    public OpenAiSimulator next(Script script) {
        next.add(script);
        return this;
    }

    /** Answers every request without a script of its own with this one from now on. */
    public OpenAiSimulator always(Script script) {
        otherwise.set(request -> script);
        return this;
    }

    /** Where requests and departures are. */
    public Door door() {
        return door;
    }

    /** The next request not yet taken; waits for it. */
    public ReceivedRequest takeRequest() throws InterruptedException {
        return door.takeRequest();
    }

    /** Waits until a client leaves before its answer was complete; the moment by {@link System#nanoTime}. */
    public long takeDeparture() throws InterruptedException {
        return door.takeDeparture();
    }

    /** How many clients left too early and were not asked for yet. */
    public int departures() {
        return door.departures();
    }

    /** Connections open now. */
    public int connections() {
        return door.connections();
    }

    private final class Chat implements Vendor {
        @Override
        public HttpScript<?> answer(ReceivedRequest request) {
            if (!request.path().endsWith("/chat/completions")) {
                return Script.error(404, "invalid_request_error", "unknown_url", "Unknown request URL");
            }
            Script script = next.poll();
            return script == null ? otherwise.get().apply(request) : script;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    /**
     * Runs until stopped, for load runs: {@code --port 8089 --first-token-ms 300 --token-ms 20 --tokens 40}.
     */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, Integer> options = Options.read(arguments);
        var words = new String[Options.get(options, "tokens")];
        for (int i = 0; i < words.length; i++) {
            words[i] = i % 10 == 9 ? " word." : " word";
        }
        Script script = Script.stream()
                .pause(Duration.ofMillis(Options.get(options, "first-token-ms")))
                .every(Duration.ofMillis(Options.get(options, "token-ms")))
                .tokens(words)
                .finish("stop")
                .usage(100, words.length)
                .done();
        try (var simulator = start(Options.get(options, "port"), request -> script)) {
            System.out.println("Answering at " + simulator.baseUrl());
            while (true) {
                simulator.door.takeAnyRequest();
            }
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }
}
