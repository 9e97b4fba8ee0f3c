package io.antiphon.testkit.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A port on loopback behind which a simulated {@link Vendor} answers HTTP and WebSocket requests. It keeps the requests,
 * answers many at once, and tells when a client left before its answer was complete.
 *
 * <p>A virtual thread reads each connection and another one writes an HTTP answer, so that a client's leaving is seen
 * while the answer is still being written.
 */
public final class Door implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServerSocket door;
    private final Vendor vendor;
    private final String scheme;
    private final Queue<Mishap> mishaps = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<ReceivedRequest> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> departures = new LinkedBlockingQueue<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final WireLog log = new WireLog();

    private Door(ServerSocket door, String scheme, Vendor vendor) {
        this.door = door;
        this.scheme = scheme;
        this.vendor = vendor;
        Thread.ofVirtual().name("simulator").start(this::admit);
    }

    /** Opens on a port of one's choice; 0 for a free one. */
    public static Door open(int port, Vendor vendor) {
        try {
            return new Door(new ServerSocket(port, 200, InetAddress.getLoopbackAddress()), "http", vendor);
        } catch (IOException taken) {
            throw new UncheckedIOException("the simulator cannot listen on port " + port, taken);
        }
    }

    /** Opens on a free port with TLS. */
    public static Door open(TlsIdentity identity, Vendor vendor) {
        try {
            return new Door(identity.serverSocket(), "https", vendor);
        } catch (IOException taken) {
            throw new UncheckedIOException("the simulator cannot listen", taken);
        }
    }

    /** Where it is: {@code http://127.0.0.1:port}; by name with TLS. */
    public String address() {
        return scheme + "://" + (scheme.equals("https") ? "localhost" : "127.0.0.1") + ":" + door.getLocalPort();
    }

    /** The same for WebSockets. */
    public String socketAddress() {
        return "ws" + address().substring("http".length());
    }

    /** The next WebSocket connection has this mishap. */
    public void next(Mishap mishap) {
        mishaps.add(mishap);
    }

    /** Takes back mishaps that no connection has had yet. */
    public void forgetMishaps() {
        mishaps.clear();
    }

    /** Ends all connections without a word, as an idle vendor or a proxy may. */
    public void hangUpAll() throws IOException {
        for (Socket socket : connections) {
            socket.close();
        }
    }

    /** What goes over the WebSockets. */
    public WireLog log() {
        return log;
    }

    /** The next request not yet taken, of either sort; waits for it. */
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

    /** Keeps the list of requests from growing in a long run: waits for one and forgets it. */
    public void takeAnyRequest() throws InterruptedException {
        requests.take();
        departures.clear();
    }

    /** Connections open now. */
    public int connections() {
        return connections.size();
    }

    /** Waits until the last client has left. */
    public void awaitEmpty() throws InterruptedException {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (!connections.isEmpty()) {
            if (System.nanoTime() > latest) {
                throw new AssertionError(connections.size() + " connections stay open for " + PATIENCE);
            }
            boolean never = new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
            assert !never;
        }
    }

    private static <T> T require(@Nullable T found, String otherwise) {
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
                Thread.ofVirtual().name("simulator-connection").start(() -> serve(socket));
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
                requests.add(request);
                if (request.wantsWebSocket()) {
                    converse(request, socket, new DataInputStream(in));
                    return;
                }
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

    private void converse(ReceivedRequest request, Socket socket, DataInputStream in) throws IOException {
        Mishap mishap = Optional.ofNullable(mishaps.poll())
                .or(() -> vendor.refusal(request))
                .orElse(null);
        new Peer(request, socket, mishap, log).serve(in, vendor);
    }

    /** Whether the connection goes on afterwards. */
    private boolean answer(ReceivedRequest request, Socket socket, PushbackInputStream in)
            throws IOException, InterruptedException {
        HttpScript<?> script = vendor.answer(request);
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

    private static int nextByte(PushbackInputStream in) {
        try {
            return in.read();
        } catch (IOException reset) {
            return -1;
        }
    }

    private static void play(HttpScript<?> script, Wire wire) {
        try {
            script.play(wire);
        } catch (IOException | InterruptedException left) {
            // The reading side notes that the client left.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        hangUpAll();
    }
}
