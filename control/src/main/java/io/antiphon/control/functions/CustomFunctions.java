package io.antiphon.control.functions;

import io.antiphon.control.agents.HeaderVault;
import io.antiphon.control.agents.ToolHeaders;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.IfMatch;
import io.antiphon.control.api.Slice;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.vault.SealedStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The functions of an organisation; each change has a line in the log. */
public final class CustomFunctions implements SealedStore {
    static final String KIND = "custom_function";

    private final Tenancy tenancy;
    private final HeaderVault vault;
    private final AuditLog audit;

    public CustomFunctions(Tenancy tenancy, HeaderVault vault, AuditLog audit) {
        this.tenancy = tenancy;
        this.vault = vault;
        this.audit = audit;
    }

    /** Those of these names, by name. */
    public List<CustomFunction> named(UUID org, Collection<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        return tenancy.within(
                org,
                sql -> sql.sql("select * from custom_functions where name in (:names) order by name")
                        .param("names", names)
                        .query(CustomFunctions::function)
                        .list());
    }

    /** Those after {@code after} in the order they were made, at most {@code limit}. */
    List<CustomFunction> page(UUID org, @Nullable UUID after, int limit) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from custom_functions where id > ? order by id limit ?")
                        .params(after == null ? new UUID(0, 0) : after, limit)
                        .query(CustomFunctions::function)
                        .list());
    }

    /** A part of them, newest first. */
    Slice.Found<CustomFunction> newest(UUID org, Slice slice) {
        return tenancy.within(
                org,
                sql -> new Slice.Found<>(
                        sql.sql("select * from custom_functions order by created_at desc, id desc limit ? offset ?")
                                .params(slice.limit(), slice.offset())
                                .query(CustomFunctions::function)
                                .list(),
                        sql.sql("select count(*) from custom_functions")
                                .query(Long.class)
                                .single()));
    }

    Optional<CustomFunction> find(UUID org, UUID id) {
        return tenancy.within(org, sql -> find(sql, id, ""));
    }

    /** @throws ApiFailure where the name is taken */
    CustomFunction create(UUID org, FunctionSettings settings) {
        FunctionSettings sealed = sealed(org, settings, ToolHeaders.NONE);
        return naming(() -> tenancy.within(org, sql -> {
            UUID id = bind(sql.sql("""
                            insert into custom_functions
                                (name, description, parameters, webhook_url, method, headers, is_active)
                            values (:name, :description, cast(:parameters as jsonb), :url, :method,
                                cast(:headers as jsonb), :active)
                            returning id
                            """), sealed).query(UUID.class).single();
            record(org, "created", id, settings.name());
            return find(sql, id, "").orElseThrow();
        }));
    }

    /**
     * Changes one.
     *
     * @param wanted entity tag of the state that the change was made for; null for any
     */
    CustomFunction change(UUID org, UUID id, @Nullable String wanted, UnaryOperator<FunctionSettings> changed) {
        return naming(() -> tenancy.within(org, sql -> {
            CustomFunction before = held(sql, id, wanted);
            FunctionSettings after = sealed(
                    org, changed.apply(before.settings()), before.settings().headers());
            if (after.equals(before.settings())) {
                return before;
            }
            bind(sql.sql("""
                            update custom_functions set
                                name = :name, description = :description, parameters = cast(:parameters as jsonb),
                                webhook_url = :url, method = :method, headers = cast(:headers as jsonb),
                                is_active = :active, updated_at = clock_timestamp(), revision = revision + 1
                            where id = :id
                            """), after).param("id", id).update();
            record(org, "changed", id, after.name());
            return find(sql, id, "").orElseThrow();
        }));
    }

    void delete(UUID org, UUID id, @Nullable String wanted) {
        tenancy.run(org, sql -> {
            CustomFunction function = held(sql, id, wanted);
            sql.sql("delete from custom_functions where id = ?").param(id).update();
            record(org, "deleted", id, function.name());
        });
    }

    @Override
    public int renew(UUID org) {
        return tenancy.within(org, sql -> {
            List<CustomFunction> all = sql.sql(
                            "select * from custom_functions where webhook_url is not null for update")
                    .query(CustomFunctions::function)
                    .list();
            int renewed = 0;
            for (CustomFunction one : all) {
                ToolHeaders before = one.settings().headers();
                ToolHeaders after =
                        vault.renewed(org, String.valueOf(one.settings().webhookUrl()), before);
                if (!after.equals(before)) {
                    renewed += sql.sql("update custom_functions set headers = cast(? as jsonb) where id = ?")
                            .params(after.stored().toString(), one.id())
                            .update();
                }
            }
            return renewed;
        });
    }

    private void record(UUID org, String action, UUID id, String name) {
        audit.record(org, new Change(KIND + "." + action, KIND, id.toString(), Map.of("name", name)));
    }

    private CustomFunction held(JdbcClient sql, UUID id, @Nullable String wanted) {
        CustomFunction function = find(sql, id, " for update").orElseThrow(() -> missing());
        IfMatch.check(wanted, function.tag(), "function");
        return function;
    }

    private static Optional<CustomFunction> find(JdbcClient sql, UUID id, String lock) {
        return sql.sql("select * from custom_functions where id = ?" + lock)
                .param(id)
                .query(CustomFunctions::function)
                .optional();
    }

    static ApiFailure missing() {
        return ApiFailure.notFound("there is no function of this id");
    }

    private FunctionSettings sealed(UUID org, FunctionSettings settings, ToolHeaders before) {
        String url = settings.webhookUrl();
        return url == null ? settings : settings.with(vault.seal(org, url, settings.headers(), before));
    }

    /** Does what gives a function its name. */
    private static CustomFunction naming(Supplier<CustomFunction> work) {
        try {
            return work.get();
        } catch (DuplicateKeyException taken) {
            throw ApiFailure.conflict("name", "another function has this name", "choose another one");
        }
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, FunctionSettings settings) {
        return statement
                .param("name", settings.name())
                .param("description", settings.description())
                .param("parameters", settings.parameters())
                .param("url", settings.webhookUrl())
                .param("method", settings.method())
                .param("headers", settings.headers().stored().toString())
                .param("active", settings.active());
    }

    private static CustomFunction function(ResultSet row, int number) throws SQLException {
        return new CustomFunction(
                row.getObject("id", UUID.class),
                new FunctionSettings(
                        row.getString("name"),
                        row.getString("description"),
                        row.getString("parameters"),
                        row.getString("webhook_url"),
                        row.getString("method"),
                        ToolHeaders.parse(row.getString("headers")),
                        row.getBoolean("is_active")),
                row.getInt("revision"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
