package io.antiphon.testkit.openai;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A chat-completions endpoint on loopback that plays {@link Script}s. It keeps the requests, answers many at once, and
 * tells when a client left before its answer was complete.
 *
 * <p>A virtual thread reads each connection and another one writes the answer, so that a client's leaving is seen while
 * the answer is still being written.
 */
public final class OpenAiSimulator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServerSocket door;
    private final Queue<Script> next = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Function<ReceivedRequest, Script>> otherwise;
    private final BlockingQueue<ReceivedRequest> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> departures = new LinkedBlockingQueue<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private OpenAiSimulator(int port, Function<ReceivedRequest, Script> otherwise) throws IOException {
        this.door = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        this.otherwise = new AtomicReference<>(otherwise);
        Thread.ofVirtual().name("openai-simulator").start(this::admit);
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
        try {
            return new OpenAiSimulator(port, answer);
        } catch (IOException taken) {
            throw new UncheckedIOException("the simulator cannot listen on port " + port, taken);
        }
    }

    /** What a client takes for the base address of the interface. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/v1");
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

    /** The next request not yet taken; waits for it. */
    public ReceivedRequest takeRequest() throws InterruptedException {
        return require(requests.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "no request came");
    }

    /** Waits until a client leaves before its answer was complete; the moment by {@link System#nanoTime}. */
    public long takeDeparture() throws InterruptedException {
        return require(departures.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "no client left");
    }

    /** How many clients left too early and were not asked for yet. */
    public int departures() {
        return departures.size();
    }

    /** Connections open now. */
    public int connections() {
        return connections.size();
    }

    private static <T> T require(@org.jspecify.annotations.Nullable T found, String otherwise) {
        if (found == null) {
            throw new AssertionError(otherwise + " within " + PATIENCE);
        }
        return found;
    }

    private void admit() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                connections.add(socket);
                Thread.ofVirtual().name("openai-simulator-connection").start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new PushbackInputStream(new BufferedInputStream(socket.getInputStream()));
            for (var request = ReceivedRequest.read(in); request != null; request = ReceivedRequest.read(in)) {
                if (!answer(request, socket, in)) {
                    return;
                }
            }
        } catch (IOException broken) {
            // The client is gone; whether that was too early has been noted.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    /** Whether the connection goes on afterwards. */
    private boolean answer(ReceivedRequest request, Socket socket, PushbackInputStream in)
            throws IOException, InterruptedException {
        Script script = scriptFor(request);
        requests.add(request);
        var wire = new Wire(socket);
        Thread answering = Thread.ofVirtual().start(() -> play(script, wire));
        int byteOfNext = nextByte(in);
        if (byteOfNext < 0) {
            if (!wire.isOver()) {
                departures.add(System.nanoTime());
            }
            answering.interrupt();
            answering.join();
            return false;
        }
        in.unread(byteOfNext);
        answering.join();
        return true;
    }

    private Script scriptFor(ReceivedRequest request) {
        if (!request.path().endsWith("/chat/completions")) {
            return Script.error(404, "invalid_request_error", "unknown_url", "Unknown request URL");
        }
        Script script = next.poll();
        return script == null ? otherwise.get().apply(request) : script;
    }

    private static int nextByte(PushbackInputStream in) {
        try {
            return in.read();
        } catch (IOException reset) {
            return -1;
        }
    }

    private static void play(Script script, Wire wire) {
        try {
            script.play(wire);
        } catch (IOException | InterruptedException left) {
            // The reading side notes that the client left.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : connections) {
            socket.close();
        }
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
                simulator.takeAnyRequest();
            }
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }

    /** Keeps the list of requests from growing in a long run. */
    private void takeAnyRequest() throws InterruptedException {
        requests.take();
        departures.clear();
    }
}
