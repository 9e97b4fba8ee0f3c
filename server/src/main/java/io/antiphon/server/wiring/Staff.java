package io.antiphon.server.wiring;

import io.antiphon.control.vendors.VendorKey;
import io.antiphon.control.vendors.VendorKeys;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.server.configuration.Configuration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Each organisation's {@link Staffing}: the server's, in which keys that the organisation brought stand before those of
 * the environment. A key counts from the next call on, on every server that shares the database.
 */
final class Staff implements AutoCloseable {
    private final Configuration configuration;
    private final Hiring hiring;
    private final VendorKeys keys;
    private final Staffing standard;
    private final Map<UUID, Own> own = new ConcurrentHashMap<>();

    /** An organisation's own, and what it was made with. */
    private record Own(List<VendorKey> keys, Staffing staffing) {}

    /** @param standard of all who bring no keys */
    Staff(Configuration configuration, Hiring hiring, VendorKeys keys, Staffing standard) {
        this.configuration = configuration;
        this.hiring = hiring;
        this.keys = keys;
        this.standard = standard;
    }

    /** What the organisation has now. */
    Staffing of(UUID org) {
        List<VendorKey> now = keys.list(org);
        if (now.isEmpty()) {
            own.remove(org);
            return standard;
        }
        // What is replaced is not closed: calls may still be going on with it, and it ends when the last of them does.
        return own.compute(
                        org, (id, known) -> known != null && known.keys().equals(now) ? known : new Own(now, made(id)))
                .staffing();
    }

    private Staffing made(UUID org) {
        Map<String, ApiKey> usable = new HashMap<>();
        keys.reveal(org).forEach((vendor, secret) -> usable.put(vendor, new ApiKey(vendor, secret)));
        return hiring.hire(configuration, usable);
    }

    @Override
    public void close() {
        own.values().forEach(one -> one.staffing().close());
    }
}
