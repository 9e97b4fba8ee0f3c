package io.antiphon.server;

import io.antiphon.audio.Frame;
import io.antiphon.audio.G711;
import io.antiphon.providers.wire.SpeechGate;
import io.antiphon.testkit.openai.realtime.RealtimeSimulator;
import io.antiphon.testkit.wire.Peer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sees both ends of the relay: knows each frame that a caller sent by its µ-law codes, which reach the vendor unchanged,
 * and so whose connection is whose. Any thread.
 */
final class RelayWatch implements RealtimeSimulator.Watcher {
    /** Frames of a caller that may still reach the vendor: 2 s. */
    private static final int KEPT = 100;

    /** The first of a piece of speech wait, by design, until it is taken for speech. */
    private static final int PREFIX = SpeechGate.PREFIX_MILLIS / Frame.MILLIS;

    private final RelayFigures figures;
    private final Map<Long, Sent> sent = new ConcurrentHashMap<>();
    private final Map<RelayCaller, Deque<Long>> keys = new ConcurrentHashMap<>();
    private final Map<Peer, Connection> connections = new ConcurrentHashMap<>();

    private record Sent(RelayCaller by, long nanos) {}

    /** One connection; of its own threads, one at a time. */
    private static final class Connection {
        @Nullable
        RelayCaller caller;

        int frames;
        String item = "";
    }

    RelayWatch(RelayFigures figures) {
        this.figures = figures;
    }

    /** A caller sends this now. */
    void said(RelayCaller caller, short[] frame) {
        long key = RelayCaller.key(G711.ULAW.encode(frame));
        Deque<Long> own = keys.computeIfAbsent(caller, none -> new ArrayDeque<>());
        own.add(key);
        if (own.size() > KEPT) {
            sent.remove(own.remove());
        }
        sent.put(key, new Sent(caller, System.nanoTime()));
    }

    private Connection of(Peer peer) {
        return connections.computeIfAbsent(peer, none -> new Connection());
    }

    @Override
    public void heard(Peer peer, byte[] sound) {
        long now = System.nanoTime();
        Sent from = sent.remove(RelayCaller.key(sound));
        if (from == null) {
            return;
        }
        Connection connection = of(peer);
        connection.caller = from.by();
        if (++connection.frames > PREFIX) {
            figures.up.add((now - from.nanos()) / 1e6);
        }
    }

    @Override
    public void committed(Peer peer) {
        of(peer).frames = 0;
    }

    @Override
    public void speaks(Peer peer, String item, byte[] sound) {
        Connection connection = of(peer);
        if (!item.equals(connection.item) && connection.caller != null) {
            connection.item = item;
            connection.caller.leaves(item, System.nanoTime());
        }
    }

    @Override
    public void cut(Peer peer, String item, int millis) {
        RelayCaller caller = of(peer).caller;
        if (caller != null && millis > 0) {
            caller.cut(item, millis);
        }
    }
}
