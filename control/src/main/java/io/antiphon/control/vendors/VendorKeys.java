package io.antiphon.control.vendors;

import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.vault.SealedStore;
import io.antiphon.control.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The keys of vendors that organisations bring themselves, sealed in the {@link Vault}. */
public final class VendorKeys implements SealedStore {
    private static final int SHOWN = 4;
    private static final int SHORTEST_SHOWN = 16;

    private final Tenancy tenancy;
    private final AuditLog audit;
    private final Vault vault;
    private final Supplier<Actor> actor;

    /** @param actor who does what is being done on the thread that asks */
    public VendorKeys(Tenancy tenancy, AuditLog audit, Vault vault, Supplier<Actor> actor) {
        this.tenancy = tenancy;
        this.audit = audit;
        this.vault = vault;
        this.actor = actor;
    }

    /** Takes a key in, in the place of the one before. */
    public VendorKey set(UUID org, String vendor, String secret) {
        byte[] sealed = vault.seal(secret, place(org, vendor));
        return tenancy.within(org, sql -> {
            // Two at the same time wait for each other, so that the log tells them apart.
            boolean replaced = sql.sql("select true from vendor_keys where vendor = ? for update")
                    .param(vendor)
                    .query(Boolean.class)
                    .optional()
                    .isPresent();
            VendorKey key = sql.sql("""
                            insert into vendor_keys (vendor, sealed, master, last_four, set_by)
                            values (:vendor, :sealed, :master, :lastFour, :setBy)
                            on conflict (org_id, vendor) do update set
                                sealed = excluded.sealed, master = excluded.master, last_four = excluded.last_four,
                                set_by = excluded.set_by, set_at = excluded.set_at
                            returning *
                            """)
                    .param("vendor", vendor)
                    .param("sealed", sealed)
                    .param("master", vault.fingerprint())
                    .param("lastFour", end(secret))
                    .param("setBy", actor.get().name())
                    .query(VendorKeys::key)
                    .single();
            audit.record(
                    org,
                    new Change(
                            replaced ? "vendor_key.replaced" : "vendor_key.set",
                            "vendor_key",
                            vendor,
                            Map.of("last_four", key.lastFour())));
            return key;
        });
    }

    private static String end(String secret) {
        return secret.length() < SHORTEST_SHOWN ? "" : secret.substring(secret.length() - SHOWN);
    }

    /** Forgets a key; empty where there was none. */
    public Optional<VendorKey> delete(UUID org, String vendor) {
        return tenancy.within(org, sql -> {
            Optional<VendorKey> gone = sql.sql("delete from vendor_keys where vendor = ? returning *")
                    .param(vendor)
                    .query(VendorKeys::key)
                    .optional();
            gone.ifPresent(key -> audit.record(
                    org, new Change("vendor_key.deleted", "vendor_key", vendor, Map.of("last_four", key.lastFour()))));
            return gone;
        });
    }

    /** All of an organisation, by vendor. */
    public List<VendorKey> list(UUID org) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from vendor_keys order by vendor")
                        .query(VendorKeys::key)
                        .list());
    }

    /** The secrets by vendor, for requests to the vendors alone. What was sealed under another master key is left out. */
    public Map<String, String> reveal(UUID org) {
        Map<String, String> secrets = new HashMap<>();
        tenancy.run(
                org,
                sql -> sql.sql("select vendor, sealed from vendor_keys").query((ResultSet row) -> {
                    String vendor = row.getString("vendor");
                    vault.open(row.getBytes("sealed"), place(org, vendor))
                            .ifPresent(secret -> secrets.put(vendor, secret));
                }));
        return secrets;
    }

    @Override
    public int renew(UUID org) {
        return tenancy.within(org, sql -> {
            var fresh = new HashMap<String, byte[]>();
            sql.sql("select vendor, sealed from vendor_keys where master <> ? for update")
                    .param(vault.fingerprint())
                    .query((ResultSet row) -> {
                        String vendor = row.getString("vendor");
                        vault.renewed(row.getBytes("sealed"), place(org, vendor))
                                .ifPresent(again -> fresh.put(vendor, again));
                    });
            fresh.forEach((vendor, again) -> sql.sql("update vendor_keys set sealed = ?, master = ? where vendor = ?")
                    .params(again, vault.fingerprint(), vendor)
                    .update());
            return fresh.size();
        });
    }

    /** How many there are, of all organisations, that were sealed under another master key. */
    public long lockedOut() {
        return tenancy.outside(sql -> sql.sql("select vendor_keys_not_under(?)")
                .param(vault.fingerprint())
                .query(Long.class)
                .single());
    }

    /** A row that was copied to another organisation, or another vendor, opens no more. */
    private static String place(UUID org, String vendor) {
        return org + " " + vendor;
    }

    private static VendorKey key(ResultSet row, int number) throws SQLException {
        return new VendorKey(
                row.getString("vendor"),
                row.getString("last_four"),
                row.getString("set_by"),
                row.getTimestamp("set_at").toInstant());
    }
}
