package io.antiphon.lines.twilio;

import io.antiphon.audio.Frame;
import io.antiphon.audio.G711;
import io.antiphon.lines.Arrivals;
import io.antiphon.lines.Pacer;
import io.antiphon.lines.Socket;
import io.antiphon.lines.SocketListener;
import io.antiphon.ports.line.Arrival;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what Twilio sends, as told in its <a
 * href="https://www.twilio.com/docs/voice/media-streams/websocket-messages">Media Streams messages</a>. Runs on the
 * socket's thread. Twilio cannot be told of a mistake, since it ends a stream over any message it does not know (error
 * 31924): what cannot be used is counted and left.
 */
final class TwilioConnection implements SocketListener {
    private static final Logger log = LoggerFactory.getLogger(TwilioConnection.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int START_TICKS = 10 * Frame.PER_SECOND;
    /** Parameters that say how to take the call, and are none of its variables. */
    private static final Set<String> OURS = Set.of("agent", "agent_id", "call_id", "from");

    private static final String DIGITS = "0123456789*#ABCD";

    private final Socket socket;
    private final Pacer pacer;
    private final Arrivals arrivals;
    private final AtomicBoolean settled = new AtomicBoolean();
    private @Nullable TwilioLine line;
    private String streamSid = "";
    private long lastChunk;
    private int unusable;

    TwilioConnection(Socket socket, Pacer pacer, Arrivals arrivals) {
        this.socket = socket;
        this.pacer = pacer;
        this.arrivals = arrivals;
    }

    /** Gives the far end ten seconds to say what call this is. */
    void awaitStart() {
        new StartWatch().take(pacer);
    }

    @Override
    public void text(String message) {
        try {
            read(JSON.readTree(message));
        } catch (JacksonException failure) {
            unusable++;
        }
    }

    @Override
    public void binary(byte[] message) {
        unusable++;
    }

    @Override
    public void closed(int code) {
        settle();
        if (line != null && code == 1006) {
            line.broke("the carrier's connection went away without closing");
        } else if (line != null) {
            line.ended();
        }
        report();
    }

    @Override
    public void failed(String why) {
        settle();
        if (line != null) {
            line.broke(why);
        }
        report();
    }

    private void read(JsonNode message) {
        var started = line;
        switch (message.path("event").asString("")) {
            case "connected" -> {}
            case "start" -> start(message);
            case "media" -> {
                if (started == null) {
                    unusable++;
                } else {
                    media(message.path("media"), started);
                }
            }
            case "mark" -> {
                if (started == null
                        || !started.marked(message.path("mark").path("name").asString(""))) {
                    unusable++;
                }
            }
            case "dtmf" -> digit(message.path("dtmf").path("digit").asString(""), started);
            case "stop" -> {
                if (started != null) {
                    started.ended();
                }
            }
            default -> unusable++;
        }
    }

    private void start(JsonNode message) {
        if (line != null || !settle()) {
            unusable++;
            return;
        }
        var start = message.path("start");
        streamSid = start.path("streamSid").asString(message.path("streamSid").asString(""));
        var wrong = wrong(start.path("mediaFormat"));
        if (wrong != null) {
            log.warn("a Twilio stream was refused: {}", wrong);
            socket.close(1003, wrong);
            return;
        }
        var parameters = parameters(start.path("customParameters"));
        var opened = new TwilioLine(
                socket,
                pacer,
                streamSid,
                parameters.get("from"),
                start.path("callSid").asString(null));
        line = opened;
        var agent = agent(parameters);
        var call = call(parameters.get("call_id"));
        parameters.keySet().removeAll(OURS);
        arrivals.bring(opened, new Arrival(agent, call, parameters));
    }

    private @Nullable String wrong(JsonNode format) {
        if (streamSid.isEmpty()) {
            return "start.streamSid is missing: answers cannot be addressed";
        }
        boolean known = format.path("encoding").asString("").equals("audio/x-mulaw")
                && format.path("sampleRate").asInt(0) == TwilioDoor.RATE
                && format.path("channels").asInt(0) == 1;
        return known ? null : "start.mediaFormat must be audio/x-mulaw 8000 mono: leave audioFormat out of <Stream>";
    }

    private static Map<String, String> parameters(JsonNode custom) {
        var parameters = new HashMap<String, String>();
        for (var each : custom.properties()) {
            if (each.getValue().isValueNode()) {
                parameters.put(each.getKey(), each.getValue().asString(""));
            }
        }
        return parameters;
    }

    private static @Nullable String agent(Map<String, String> parameters) {
        var agent = parameters.getOrDefault("agent", parameters.getOrDefault("agent_id", ""));
        return agent.isBlank() ? null : agent;
    }

    /** What is no id is the id of no call. */
    private static @Nullable UUID call(@Nullable String id) {
        try {
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException none) {
            return new UUID(0, 0);
        }
    }

    private void media(JsonNode media, TwilioLine started) {
        if (media.path("track").asString("inbound").startsWith("outbound")) {
            return;
        }
        byte[] codes;
        try {
            codes = Base64.getDecoder().decode(media.path("payload").asString(""));
        } catch (IllegalArgumentException failure) {
            unusable++;
            return;
        }
        long chunk = media.path("chunk").asLong(0);
        if (chunk > 0 && chunk <= lastChunk) {
            unusable++;
            return;
        }
        if (chunk > lastChunk + 1 && lastChunk > 0) {
            started.missing(chunk - lastChunk - 1);
        }
        lastChunk = Math.max(lastChunk, chunk);
        started.heard(G711.ULAW.decode(codes));
    }

    private void digit(String digit, @Nullable TwilioLine started) {
        if (started != null && digit.length() == 1 && DIGITS.contains(digit)) {
            started.digit(digit.charAt(0));
        } else {
            unusable++;
        }
    }

    /** Whether it was still open what becomes of this connection. */
    private boolean settle() {
        return !settled.getAndSet(true);
    }

    private void report() {
        if (unusable > 0) {
            log.info("a Twilio stream held {} messages that could not be used", unusable);
        }
    }

    /** Closes a connection that does not say in time what call it is. */
    private final class StartWatch {
        private Pacer.@Nullable Seat seat;
        private int ticks;

        synchronized void take(Pacer round) {
            seat = round.join(tick -> tick());
        }

        private synchronized void tick() {
            ticks++;
            if (seat != null && settled.get()) {
                seat.leave();
            } else if (seat != null && ticks >= START_TICKS && settle()) {
                seat.leave();
                socket.close(1008, "no start message within 10 seconds");
            }
        }
    }
}
