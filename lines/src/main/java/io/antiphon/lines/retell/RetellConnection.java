package io.antiphon.lines.retell;

import io.antiphon.audio.Frame;
import io.antiphon.lines.Pacer;
import io.antiphon.lines.Socket;
import io.antiphon.lines.SocketListener;
import io.antiphon.ports.line.TextReception;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One socket that Retell has opened for a call, the first or one that follows a broken one. Signs of life are answered
 * on the socket's thread, whatever the call is busy with.
 */
final class RetellConnection implements SocketListener {
    private static final Logger log = LoggerFactory.getLogger(RetellConnection.class);
    /** Retell sends the details as soon as it was asked for them; after a second the caller is not kept waiting. */
    private static final int DETAILS_TICKS = Frame.PER_SECOND;

    private static final int MOST_UNREADABLE = 5;

    private final Socket socket;
    private final String callId;
    private final Map<String, String> query;
    private final Pacer pacer;
    private final Map<String, RetellLine> lines;
    private final TextReception reception;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile @Nullable RetellLine line;
    private int unreadable;
    private int unknown;

    /** @param lines of the calls that go on, by Retell's name for them */
    RetellConnection(
            Socket socket,
            String callId,
            Map<String, String> query,
            Pacer pacer,
            Map<String, RetellLine> lines,
            TextReception reception) {
        this.socket = socket;
        this.callId = callId;
        this.query = query;
        this.pacer = pacer;
        this.lines = lines;
        this.reception = reception;
    }

    /** Goes on with a call whose socket broke, or asks what call this is. */
    void open() {
        socket.sendText(RetellMessages.config());
        RetellLine known = lines.get(callId);
        if (known != null) {
            settled.set(true);
            line = known;
            known.attach(socket);
            log.info("Retell is back with a call");
        } else {
            new DetailsWatch().take(pacer);
        }
    }

    @Override
    public void text(String message) {
        try {
            read(RetellMessages.read(message));
        } catch (JacksonException failure) {
            unreadable++;
            if (unreadable > MOST_UNREADABLE) {
                socket.close(1007, "these messages are no JSON objects");
            }
        }
    }

    private void read(JsonNode message) {
        RetellLine begun = line;
        switch (message.path("interaction_type").asString("")) {
            case "ping_pong" ->
                socket.sendText(RetellMessages.pong(message.path("timestamp").asLong(0)));
            case "call_details" -> begin(message.path("call"));
            case "update_only" -> {
                if (begun != null) {
                    begun.told(RetellMessages.transcript(message));
                }
            }
            case "response_required" -> wanted(message, false);
            case "reminder_required" -> wanted(message, true);
            default -> unknown++;
        }
    }

    private void wanted(JsonNode message, boolean reminder) {
        JsonNode request = message.path("response_id");
        if (!request.isInt()) {
            unknown++;
            return;
        }
        // Somebody speaks before the details came: they will not be waited for.
        begin(MissingNode.getInstance());
        RetellLine begun = line;
        if (begun != null) {
            begun.wanted(request.asInt(), RetellMessages.transcript(message), reminder);
        }
    }

    private void begin(JsonNode details) {
        if (settled.getAndSet(true)) {
            return;
        }
        var known = new RetellCallDetails(callId, query, details);
        var opened = new RetellLine(known.description(), socket, pacer, gone -> lines.remove(callId, gone));
        line = opened;
        lines.put(callId, opened);
        opened.begin();
        Thread.ofVirtual().name("arrival").start(() -> {
            try {
                reception.arrived(opened, known.arrival());
            } catch (RuntimeException failure) {
                log.error("a call of Retell could not be received", failure);
                opened.close(1011, "Server error");
            }
        });
    }

    @Override
    public void binary(byte[] message) {
        socket.close(1007, "Retell sends text");
    }

    @Override
    public void closed(int code) {
        settled.set(true);
        RetellLine of = line;
        if (of != null) {
            of.detached(socket, code == 1006 ? "Retell's connection went away without closing" : null);
        }
        report();
    }

    @Override
    public void failed(String why) {
        settled.set(true);
        RetellLine of = line;
        if (of != null) {
            of.detached(socket, why);
        }
        report();
    }

    private void report() {
        if (unknown + unreadable > 0) {
            log.info("a connection of Retell held {} messages that could not be used", unknown + unreadable);
        }
    }

    /** Begins a call whose details do not come. */
    private final class DetailsWatch {
        private Pacer.@Nullable Seat seat;
        private int ticks;

        synchronized void take(Pacer round) {
            seat = round.join(tick -> tick());
        }

        private synchronized void tick() {
            ticks++;
            if (seat != null && (settled.get() || ticks >= DETAILS_TICKS)) {
                seat.leave();
                begin(MissingNode.getInstance());
            }
        }
    }
}
