package io.antiphon.server.wiring;

import io.antiphon.audio.Frame;
import io.antiphon.control.access.Identity;
import io.antiphon.control.live.LiveCall;
import io.antiphon.control.live.LiveCalls;
import io.antiphon.lines.Door;
import io.antiphon.lines.Socket;
import io.antiphon.lines.SocketListener;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where people come in who listen to a call: {@code /ws/listen?call_id=...&ticket=...}. They get 16-bit little-endian
 * PCM, the caller on the left and the agent on the right, 20 ms a message, after a text that tells the rate.
 */
final class ListeningDoor implements Door {
    /** Five seconds of two sides at 16 kHz. */
    private static final int OUTBOX_BYTES = 5 * 2 * 2 * 16_000;

    private static final int NOT_GOING_ON = 4404;
    private static final int NOT_ALLOWED = 1008;

    private final LiveCalls calls;
    private final @Nullable Identity asking;

    ListeningDoor(LiveCalls calls, @Nullable Identity asking) {
        this.calls = calls;
        this.asking = asking;
    }

    @Override
    public int outboxBytes() {
        return OUTBOX_BYTES;
    }

    @Override
    public int messageBytes() {
        return 1024;
    }

    @Override
    public SocketListener connect(Socket socket, Map<String, String> query) {
        var ear = new SideEar(socket);
        UUID wanted = id(query.get("call_id"));
        if (asking == null || !mayListen(asking, wanted)) {
            socket.close(NOT_ALLOWED, "ask POST /api/v1/calls/{id}/listen for a ticket for this call");
            return ear;
        }
        LiveCall call = wanted == null ? null : calls.find(asking.org(), wanted).orElse(null);
        if (call == null) {
            socket.close(NOT_GOING_ON, "this call is not going on");
            return ear;
        }
        socket.sendText("{\"type\":\"listening\",\"rate\":" + call.about().rate() + ",\"channels\":2,\"frame_ms\":"
                + Frame.MILLIS + "}");
        ear.follow(call);
        return ear;
    }

    /** Only a ticket stands in the log of who listened to what. */
    private static boolean mayListen(Identity asking, @Nullable UUID wanted) {
        return asking.kind() == Identity.Kind.ANYBODY
                || (asking.call() != null && asking.call().equals(wanted));
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException odd) {
            return null;
        }
    }

    /** One who listens, and says nothing. */
    private static final class SideEar implements SocketListener, LiveCall.Listener {
        private final Socket socket;
        private volatile @Nullable LiveCall call;

        SideEar(Socket socket) {
            this.socket = socket;
        }

        void follow(LiveCall followed) {
            call = followed;
            followed.listen(this);
        }

        @Override
        public void heard(Frame caller, @Nullable Frame agent) {
            if (!socket.sendBinary(interleaved(caller, agent))) {
                stop();
            }
        }

        @Override
        public void over() {
            socket.close(1000, "the call is over");
        }

        private static byte[] interleaved(Frame caller, @Nullable Frame agent) {
            short[] callers = caller.samples();
            short[] agents = agent == null ? null : agent.samples();
            byte[] bytes = new byte[callers.length * 4];
            for (int i = 0, at = 0; i < callers.length; i++) {
                at = put(bytes, at, callers[i]);
                at = put(bytes, at, agents == null ? 0 : agents[i]);
            }
            return bytes;
        }

        private static int put(byte[] bytes, int at, int sample) {
            bytes[at] = (byte) sample;
            bytes[at + 1] = (byte) (sample >> 8);
            return at + 2;
        }

        private void stop() {
            LiveCall followed = call;
            if (followed != null) {
                followed.stop(this);
            }
        }

        @Override
        public void text(String message) {}

        @Override
        public void binary(byte[] message) {}

        @Override
        public void closed(int code) {
            stop();
        }

        @Override
        public void failed(String why) {
            stop();
        }
    }
}
