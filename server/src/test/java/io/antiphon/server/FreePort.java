package io.antiphon.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * A port for a server whose address must be known before it starts. It lies below those that Linux gives to sockets
 * which do not ask for one (32768 to 60999), so that nobody gets it in between.
 */
final class FreePort {
    private static final int LOWEST = 20_000;
    private static final int ABOVE = 32_000;
    private static final int TRIES = 100;

    private FreePort() {}

    static String find() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST, ABOVE))
                .limit(TRIES)
                .filter(FreePort::isFree)
                .mapToObj(Integer::toString)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
