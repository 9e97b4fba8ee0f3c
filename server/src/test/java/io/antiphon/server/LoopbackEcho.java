package io.antiphon.server;

import io.antiphon.lines.Pacer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What this machine takes for a message there and back: plain sockets on loopback, on each a message of a frame's size
 * every 20 ms that is sent back at once. As a relay, that is two ways over a socket and a thread woken at the end of each.
 */
final class LoopbackEcho implements AutoCloseable {
    private static final int SIZE = 300;

    private final Pacer pacer = Pacer.running();
    private final List<Socket> sockets = new ArrayList<>();
    private final ServerSocket door;
    private final RelayFigures figures = new RelayFigures();

    LoopbackEcho(int pairs) throws IOException {
        this.door = new ServerSocket(0, pairs, InetAddress.getLoopbackAddress());
        for (int i = 0; i < pairs; i++) {
            Socket near = socket(new Socket(door.getInetAddress(), door.getLocalPort()));
            Socket far = socket(door.accept());
            Thread.ofVirtual().name("echo-far").start(() -> sendBack(far));
            Thread.ofVirtual().name("echo-near").start(() -> note(near));
            OutputStream out = near.getOutputStream();
            pacer.join(tick -> send(out));
        }
    }

    /** There and back, in what goes up. */
    RelayFigures figures() {
        return figures;
    }

    private Socket socket(Socket made) throws IOException {
        made.setTcpNoDelay(true);
        sockets.add(made);
        return made;
    }

    private static void send(OutputStream out) {
        try {
            out.write(ByteBuffer.allocate(SIZE).putLong(System.nanoTime()).array());
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private static void sendBack(Socket far) {
        try (far) {
            var in = new DataInputStream(far.getInputStream());
            byte[] message = new byte[SIZE];
            while (true) {
                in.readFully(message);
                far.getOutputStream().write(message);
            }
        } catch (IOException closed) {
            // It is over.
        }
    }

    private void note(Socket near) {
        try (near) {
            var in = new DataInputStream(near.getInputStream());
            byte[] message = new byte[SIZE];
            while (true) {
                in.readFully(message);
                figures.up.add((System.nanoTime() - ByteBuffer.wrap(message).getLong()) / 1e6);
            }
        } catch (IOException closed) {
            // It is over.
        }
    }

    @Override
    public void close() throws IOException {
        pacer.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        door.close();
    }
}
