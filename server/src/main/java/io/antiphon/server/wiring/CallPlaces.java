package io.antiphon.server.wiring;

import io.antiphon.control.outbound.Places;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Room for so many calls at the same time, those included that ring elsewhere and may be answered. */
final class CallPlaces implements Places {
    private final int all;
    private final Semaphore free;
    private final Set<UUID> kept = ConcurrentHashMap.newKeySet();

    CallPlaces(int all) {
        this.all = all;
        this.free = new Semaphore(all);
    }

    @Override
    public boolean keep(UUID call) {
        return free.tryAcquire() && kept.add(call);
    }

    @Override
    public void giveBack(UUID call) {
        if (kept.remove(call)) {
            free.release();
        }
    }

    /**
     * Takes a place until it is left; false where all are taken.
     *
     * @param call for which one may be kept; null for somebody who called us
     */
    boolean take(@Nullable UUID call) {
        return (call != null && kept.remove(call)) || free.tryAcquire();
    }

    void leave() {
        free.release();
    }

    boolean isFull() {
        return free.availablePermits() == 0;
    }

    /** How many there are. */
    int all() {
        return all;
    }
}
