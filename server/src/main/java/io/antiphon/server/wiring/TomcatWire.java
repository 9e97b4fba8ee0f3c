package io.antiphon.server.wiring;

import io.antiphon.lines.Outbox;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes to a WebSocket of the web container without waiting for the peer. */
final class TomcatWire implements Outbox.Wire {
    private final Session session;
    private final RemoteEndpoint.Async remote;

    TomcatWire(Session session) {
        this.session = session;
        this.remote = session.getAsyncRemote();
    }

    @Override
    public void text(String text, Consumer<@Nullable Throwable> done) {
        send(done, handler -> remote.sendText(text, handler));
    }

    @Override
    public void binary(byte[] bytes, Consumer<@Nullable Throwable> done) {
        send(done, handler -> remote.sendBinary(ByteBuffer.wrap(bytes), handler));
    }

    private static void send(Consumer<@Nullable Throwable> done, Consumer<SendHandler> write) {
        try {
            write.accept(result -> done.accept(result.isOK() ? null : result.getException()));
        } catch (IllegalStateException closed) {
            done.accept(closed);
        }
    }

    @Override
    public void close(int code, String reason) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code == 1006 ? 1011 : code), reason));
        } catch (IOException | IllegalStateException gone) {
            // the peer is gone already, which is what was wanted
        }
    }
}
