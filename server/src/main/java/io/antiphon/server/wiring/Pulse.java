package io.antiphon.server.wiring;

import jakarta.websocket.CloseReason;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Notices a peer that went without a word, as one whose network broke does: asks it for a sign of life again and again
 * (RFC 6455 §5.5.2), and closes the socket when nothing at all has come for too long. Has a thread of its own.
 */
final class Pulse {
    private static final CloseReason SILENT = new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "no sign of life");

    private final Session session;
    private final Rate rate;
    private final Thread thread;
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean lost;

    private Pulse(Session session, Rate rate) {
        this.session = session;
        this.rate = rate;
        this.thread = Thread.ofVirtual().name("pulse").unstarted(this::ask);
    }

    /**
     * How often a peer is asked, and after which silence it counts as gone.
     *
     * @param patience longer than {@code every}, so that one lost answer is none too many
     */
    record Rate(Duration every, Duration patience) {
        static final Rate USUAL = new Rate(Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    static Pulse of(Session session, Rate rate) {
        var pulse = new Pulse(session, rate);
        session.addMessageHandler(PongMessage.class, pong -> pulse.heard());
        pulse.thread.start();
        return pulse;
    }

    /** Something came from the peer. */
    void heard() {
        heardNanos = System.nanoTime();
    }

    /** Whether it was this that closed the socket. */
    boolean isLost() {
        return lost;
    }

    void stop() {
        thread.interrupt();
    }

    private void ask() {
        // Whoever has not been asked yet cannot have been silent.
        heard();
        try {
            while (System.nanoTime() - heardNanos < rate.patience().toNanos()) {
                if (!session.isOpen()) {
                    return;
                }
                ping();
                Thread.sleep(rate.every());
            }
            lost = true;
            session.close(SILENT);
        } catch (IOException | IllegalStateException | InterruptedException closed) {
            // The container tells that the socket is closed or broke.
        }
    }

    private void ping() {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | IllegalStateException refused) {
            // The container takes none just now. The next may go out; a peer that is gone is given up all the same.
        }
    }
}
