package io.antiphon.control.organisations;

import io.antiphon.control.storage.Tenancy;
import java.util.List;
import java.util.UUID;

/** The organisations this server works for. */
public final class Organisations {
    private static final String FIRST = "default";

    private final Tenancy tenancy;

    public Organisations(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** The oldest organisation; created under the name "default" where there is none yet. */
    public UUID first() {
        return all().stream().findFirst().orElseGet(() -> {
            create();
            return all().getFirst();
        });
    }

    /** Every organisation's id, oldest first. */
    public List<UUID> all() {
        return tenancy.outside(
                sql -> sql.sql("select organisation_ids()").query(UUID.class).list());
    }

    /** Two servers may start at the same time: the name is given once. */
    private void create() {
        UUID id = tenancy.outside(
                sql -> sql.sql("select uuidv7()").query(UUID.class).single());
        tenancy.run(
                id,
                sql -> sql.sql("insert into organisations (id, name) values (?, ?) on conflict do nothing")
                        .params(id, FIRST)
                        .update());
    }
}
