package io.antiphon.lines.caller;

import io.antiphon.lines.Outbox;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes to a WebSocket of the JDK's client for a caller. */
record ClientWire(WebSocket socket, Caller caller) implements Outbox.Wire {
    @Override
    public void text(String text, Consumer<@Nullable Throwable> done) {
        var _ = socket.sendText(text, true).whenComplete((sent, failure) -> done.accept(failure));
    }

    @Override
    public void binary(byte[] bytes, Consumer<@Nullable Throwable> done) {
        var _ = socket.sendBinary(ByteBuffer.wrap(bytes), true).whenComplete((sent, failure) -> done.accept(failure));
    }

    @Override
    public void close(int code, String reason) {
        var _ = socket.sendClose(code, reason).whenComplete((sent, failure) -> {
            if (failure != null) {
                socket.abort();
                // Whose socket is aborted hears nothing more of it from the client.
                caller.failed("the connection broke: " + failure.getClass().getSimpleName());
            }
        });
    }
}
