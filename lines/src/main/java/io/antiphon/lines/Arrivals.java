package io.antiphon.lines;

import io.antiphon.ports.line.Arrival;
import io.antiphon.ports.line.Reception;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings each new line to the reception, on a virtual thread of its own, so that no socket waits for it. */
public final class Arrivals {
    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

    private final Reception reception;

    public Arrivals(Reception reception) {
        this.reception = reception;
    }

    /** Starts the line's time and takes it to the reception; a reception that throws closes the line. */
    public void bring(PacedLine<?> line, Arrival arrival) {
        line.begin();
        Thread.ofVirtual().name("arrival").start(() -> {
            try {
                reception.arrived(line, arrival);
            } catch (RuntimeException failure) {
                log.error("a {} line could not be received", line.description().channel(), failure);
                line.close(1011, "internal error");
            }
        });
    }
}
