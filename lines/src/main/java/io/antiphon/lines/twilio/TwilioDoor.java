package io.antiphon.lines.twilio;

import io.antiphon.lines.Arrivals;
import io.antiphon.lines.Door;
import io.antiphon.lines.Pacer;
import io.antiphon.lines.Socket;
import io.antiphon.lines.SocketListener;
import io.antiphon.ports.line.Reception;
import java.util.Map;

/**
 * Where Twilio's Media Streams come in: {@code /ws/voice-twilio}. Twilio drops a stream address's query, so what is to
 * be known of the call comes as {@code <Parameter>}: {@code call_id} for a call that was placed, else {@code agent} or
 * {@code agent_id}, {@code from} for the caller's number, and what else the reception wants.
 */
public final class TwilioDoor implements Door {
    /** Samples a second, both ways. */
    public static final int RATE = 8_000;

    /** Five seconds of 20 ms messages of some 300 characters. */
    private static final int OUTBOX_BYTES = 5 * 50 * 320;

    private static final int MESSAGE_BYTES = 64 * 1024;

    private final Pacer pacer;
    private final Arrivals arrivals;

    /** @param pacer keeps the lines in time; outlives them */
    public TwilioDoor(Pacer pacer, Reception reception) {
        this.pacer = pacer;
        this.arrivals = new Arrivals(reception);
    }

    @Override
    public int outboxBytes() {
        return OUTBOX_BYTES;
    }

    @Override
    public int messageBytes() {
        return MESSAGE_BYTES;
    }

    @Override
    public SocketListener connect(Socket socket, Map<String, String> query) {
        var connection = new TwilioConnection(socket, pacer, arrivals);
        connection.awaitStart();
        return connection;
    }
}
