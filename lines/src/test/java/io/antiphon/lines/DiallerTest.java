package io.antiphon.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.lines.caller.BrowserCaller;
import io.antiphon.lines.caller.CallerEvent;
import io.antiphon.lines.caller.Dialler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a caller notices of a server that dies. */
final class DiallerTest {
    private static final int CALLERS = 300;

    /** Whether it is a read or a write that finds the connection gone first is chance, so there are many. */
    @Test
    void tellsEveryCallerThatTheServerIsGone() throws Exception {
        try (var listening = new ServerSocket(0, CALLERS, InetAddress.getLoopbackAddress());
                var dialler = new Dialler(false)) {
            var address = URI.create("ws://127.0.0.1:" + listening.getLocalPort() + "/");
            List<BrowserCaller> callers = new ArrayList<>();
            List<Socket> far = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                CompletableFuture<BrowserCaller> dialled = dialler.browser(address, Map.of());
                far.add(shakenHands(listening.accept()));
                callers.add(dialled.get(5, SECONDS));
            }
            for (Socket socket : far) {
                Thread.ofVirtual().start(() -> breaksOff(socket));
            }
            for (BrowserCaller caller : callers) {
                assertThat(caller.next(CallerEvent.Disconnected.class)
                                .get(5, SECONDS)
                                .code())
                        .isEqualTo(1006);
            }
        }
    }

    /** Cuts the connection while the caller is writing. */
    private static void breaksOff(Socket socket) {
        try (socket) {
            InputStream sound = socket.getInputStream();
            sound.readNBytes(2_000);
            sound.skipNBytes(sound.available());
            sound.read();
            socket.setSoLinger(true, 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Socket shakenHands(Socket socket) throws Exception {
        var request = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        String key = "";
        for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        answer(socket, key);
        return socket;
    }

    private static void answer(Socket socket, String key) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
        socket.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                        .getBytes(US_ASCII));
    }
}
