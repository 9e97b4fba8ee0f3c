package io.antiphon.testkit.wire;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests to one route by scripts: those put up for the next ones first, then always the same.
 *
 * @param <S> the vendor's script
 */
public final class ScriptedDoor<S extends HttpScript<?>> implements AutoCloseable {
    private final Queue<S> next = new ConcurrentLinkedQueue<>();
    private final AtomicReference<S> always;
    private final Door door;

    /**
     * Opens on a free port.
     *
     * @param otherwise answered when no script waits
     * @param vendor says no where the vendor would, or answers what is no matter of scripts; null lets a script answer
     */
    public ScriptedDoor(S otherwise, Function<ReceivedRequest, @Nullable HttpScript<?>> vendor) {
        this.always = new AtomicReference<>(otherwise);
        this.door = Door.open(0, new Vendor() {
            @Override
            public HttpScript<?> answer(ReceivedRequest request) {
                HttpScript<?> own = vendor.apply(request);
                if (own != null) {
                    return own;
                }
                S script = next.poll();
                return script == null ? always.get() : script;
            }
        });
    }

    /** Where requests and departures are. */
    public Door door() {
        return door;
    }

    /** Answers the next request that has no script yet with this one. */
    public void next(S script) {
        next.add(script);
    }

    /** Answers every request without a script of its own with this one from now on. */
    public void always(S script) {
        always.set(script);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
