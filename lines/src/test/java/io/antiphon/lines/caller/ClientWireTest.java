package io.antiphon.lines.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a caller's words get onto the wire. */
final class ClientWireTest {
    /** One whose other end is gone. */
    private static final class Broken implements WebSocket {
        private boolean aborted;

        private static CompletableFuture<WebSocket> failed() {
            return CompletableFuture.failedFuture(new IOException("broken pipe"));
        }

        @Override
        public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
            return failed();
        }

        @Override
        public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
            return failed();
        }

        @Override
        public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
            return failed();
        }

        @Override
        public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
            return failed();
        }

        @Override
        public CompletableFuture<WebSocket> sendClose(int code, String reason) {
            return failed();
        }

        @Override
        public void request(long n) {}

        @Override
        public String getSubprotocol() {
            return "";
        }

        @Override
        public boolean isOutputClosed() {
            return aborted;
        }

        @Override
        public boolean isInputClosed() {
            return aborted;
        }

        @Override
        public void abort() {
            aborted = true;
        }
    }

    @Test
    void tellsTheCallerOfAnEndThatTheClientKeepsToItself() throws Exception {
        var socket = new Broken();
        var caller = new BrowserCaller(false, System::nanoTime, false);
        new ClientWire(socket, caller).close(1006, "a write failed");
        assertThat(socket.aborted).isTrue();
        assertThat(caller.next(CallerEvent.Disconnected.class)
                        .get(1, TimeUnit.SECONDS)
                        .code())
                .isEqualTo(1006);
    }
}
