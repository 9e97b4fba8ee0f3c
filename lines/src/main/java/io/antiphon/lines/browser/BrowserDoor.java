package io.antiphon.lines.browser;

import io.antiphon.lines.Arrivals;
import io.antiphon.lines.Door;
import io.antiphon.lines.Pacer;
import io.antiphon.lines.Socket;
import io.antiphon.lines.SocketListener;
import io.antiphon.ports.line.Arrival;
import io.antiphon.ports.line.Reception;
import java.util.HashMap;
import java.util.Map;

/**
 * Where browsers come in: {@code /ws/voice-browser?agent_id=...&playback=reported}. Both parameters may be left out:
 * then it is the default agent, and the client does not report what it has played.
 */
public final class BrowserDoor implements Door {
    /** Samples a second, both ways. */
    public static final int RATE = 16_000;

    private static final int OUTBOX_BYTES = 5 * 2 * RATE;

    private final Pacer pacer;
    private final Arrivals arrivals;

    /** @param pacer keeps the lines in time; outlives them */
    public BrowserDoor(Pacer pacer, Reception reception) {
        this.pacer = pacer;
        this.arrivals = new Arrivals(reception);
    }

    @Override
    public int outboxBytes() {
        return OUTBOX_BYTES;
    }

    @Override
    public int messageBytes() {
        return BrowserConnection.MOST_TEXT;
    }

    @Override
    public SocketListener connect(Socket socket, Map<String, String> query) {
        var parameters = new HashMap<>(query);
        var agent = parameters.remove("agent_id");
        var playback = parameters.remove("playback");
        var line = new BrowserLine(socket, pacer, "reported".equals(playback));
        var connection = new BrowserConnection(line);
        arrivals.bring(line, new Arrival(agent == null || agent.isBlank() ? null : agent, parameters));
        if (playback != null && !playback.equals("reported")) {
            line.complain("playback: the only value is \"reported\"; leave it out if the client does not report");
        }
        return connection;
    }
}
