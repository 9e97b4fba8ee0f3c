package io.antiphon.server.wiring;

import io.antiphon.control.outbound.Lookout;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Lets calls end before anything they need is closed: it stops first, before web server and database. */
final class Drain implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final Switchboard switchboard;
    private final Lookout lookout;
    private final Duration patience;
    private volatile boolean running;

    Drain(Switchboard switchboard, Lookout lookout, Duration patience) {
        this.switchboard = switchboard;
        this.lookout = lookout;
        this.patience = patience;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        try {
            if (switchboard.live() > 0) {
                log.info("{} calls are let go on for {} s", switchboard.live(), patience.toSeconds());
            }
            switchboard.close();
            lookout.hangUpAll();
            switchboard.drain(patience);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            running = false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
