package io.antiphon.server.wiring;

import io.antiphon.control.access.Identity;
import io.antiphon.control.access.Proven;
import io.antiphon.lines.Door;
import io.antiphon.lines.Outbox;
import io.antiphon.lines.SocketListener;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Bridges one WebSocket of the web container to a door of the lines. An instance serves one socket. */
final class DoorEndpoint extends Endpoint {
    private final Function<@Nullable Identity, Door> doors;
    private final Pulse.Rate rate;
    private @Nullable SocketListener listener;
    private @Nullable Pulse pulse;

    /** @param doors the door for whoever opens the socket; null for somebody who need not say */
    DoorEndpoint(Function<@Nullable Identity, Door> doors, Pulse.Rate rate) {
        this.doors = doors;
        this.rate = rate;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Door door = doors.apply(session.getUserPrincipal() instanceof Proven proven ? proven.identity() : null);
        session.setMaxIdleTimeout(0);
        session.setMaxTextMessageBufferSize(door.messageBytes());
        session.setMaxBinaryMessageBufferSize(door.messageBytes());
        SocketListener opened = door.connect(new Outbox(new TomcatWire(session), door.outboxBytes()), query(session));
        listener = opened;
        Pulse felt = Pulse.of(session, rate);
        pulse = felt;
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {
            felt.heard();
            opened.text(text);
        });
        session.addMessageHandler(byte[].class, (MessageHandler.Whole<byte[]>) bytes -> {
            felt.heard();
            opened.binary(bytes);
        });
    }

    /** What the address says: parameters of the query, and named parts of the path. */
    private static Map<String, String> query(Session session) {
        Map<String, String> query = new HashMap<>(session.getPathParameters());
        session.getRequestParameterMap().forEach((name, values) -> {
            if (!values.isEmpty() && !name.equals("ticket")) {
                query.put(name, values.getFirst());
            }
        });
        return query;
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        boolean lost = pulse != null && pulse.isLost();
        if (pulse != null) {
            pulse.stop();
        }
        if (listener != null && lost) {
            listener.failed("no sign of life came");
        } else if (listener != null) {
            listener.closed(reason.getCloseCode().getCode());
        }
    }

    @Override
    public void onError(Session session, Throwable failure) {
        if (listener != null) {
            listener.failed(failure.getClass().getSimpleName());
        }
    }
}
