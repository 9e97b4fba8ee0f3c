package io.antiphon.control.prompts;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.IfMatch;
import io.antiphon.control.api.Slice;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The prompts of an organisation; each change has a line in the log. */
public final class SystemPrompts {
    static final String KIND = "system_prompt";

    private static final JsonMapper JSON = new JsonMapper();

    private final Tenancy tenancy;
    private final AuditLog audit;

    public SystemPrompts(Tenancy tenancy, AuditLog audit) {
        this.tenancy = tenancy;
        this.audit = audit;
    }

    /** The one that new agents begin from which bring none. */
    public Optional<PromptSettings> preferred(UUID org) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from system_prompts where is_default")
                        .query(SystemPrompts::prompt)
                        .optional()
                        .map(SystemPrompt::settings));
    }

    /** Those after {@code after} in the order they were made, at most {@code limit}. */
    List<SystemPrompt> page(UUID org, @Nullable UUID after, int limit) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from system_prompts where id > ? order by id limit ?")
                        .params(after == null ? new UUID(0, 0) : after, limit)
                        .query(SystemPrompts::prompt)
                        .list());
    }

    /** A part of them, newest first. */
    Slice.Found<SystemPrompt> newest(UUID org, Slice slice) {
        return tenancy.within(
                org,
                sql -> new Slice.Found<>(
                        sql.sql("select * from system_prompts order by created_at desc, id desc limit ? offset ?")
                                .params(slice.limit(), slice.offset())
                                .query(SystemPrompts::prompt)
                                .list(),
                        sql.sql("select count(*) from system_prompts")
                                .query(Long.class)
                                .single()));
    }

    Optional<SystemPrompt> find(UUID org, UUID id) {
        return tenancy.within(org, sql -> find(sql, id, ""));
    }

    SystemPrompt create(UUID org, PromptSettings settings) {
        return tenancy.within(org, sql -> {
            makeWay(sql, org, settings, null);
            UUID id = bind(sql.sql("""
                            insert into system_prompts (name, content, description, category, variables, is_default)
                            values (:name, :content, :description, :category, cast(:variables as jsonb), :preferred)
                            returning id
                            """), settings).query(UUID.class).single();
            record(org, "created", id, settings);
            return find(sql, id, "").orElseThrow();
        });
    }

    /**
     * Changes one.
     *
     * @param wanted entity tag of the state that the change was made for; null for any
     */
    SystemPrompt change(UUID org, UUID id, @Nullable String wanted, UnaryOperator<PromptSettings> changed) {
        return tenancy.within(org, sql -> {
            SystemPrompt before = held(sql, id, wanted);
            PromptSettings after = changed.apply(before.settings());
            if (after.equals(before.settings())) {
                return before;
            }
            makeWay(sql, org, after, id);
            bind(sql.sql("""
                            update system_prompts set
                                name = :name, content = :content, description = :description, category = :category,
                                variables = cast(:variables as jsonb), is_default = :preferred,
                                updated_at = clock_timestamp(), revision = revision + 1
                            where id = :id
                            """), after).param("id", id).update();
            record(org, "changed", id, after);
            return find(sql, id, "").orElseThrow();
        });
    }

    /** Where one becomes the default, the one before is so no more. Two at the same time wait for each other. */
    private static void makeWay(JdbcClient sql, UUID org, PromptSettings settings, @Nullable UUID id) {
        if (!settings.preferred()) {
            return;
        }
        sql.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("default prompt " + org)
                .query()
                .listOfRows();
        sql.sql("update system_prompts set is_default = false, updated_at = clock_timestamp(), revision = revision + 1"
                        + " where is_default and id is distinct from cast(:id as uuid)")
                .param("id", id == null ? null : id.toString())
                .update();
    }

    void delete(UUID org, UUID id, @Nullable String wanted) {
        tenancy.run(org, sql -> {
            SystemPrompt prompt = held(sql, id, wanted);
            sql.sql("delete from system_prompts where id = ?").param(id).update();
            record(org, "deleted", id, prompt.settings());
        });
    }

    private void record(UUID org, String action, UUID id, PromptSettings settings) {
        audit.record(
                org,
                new Change(
                        KIND + "." + action,
                        KIND,
                        id.toString(),
                        Map.of("name", settings.name(), "is_default", settings.preferred())));
    }

    private static SystemPrompt held(JdbcClient sql, UUID id, @Nullable String wanted) {
        SystemPrompt prompt = find(sql, id, " for update").orElseThrow(SystemPrompts::missing);
        IfMatch.check(wanted, prompt.tag(), "prompt");
        return prompt;
    }

    private static Optional<SystemPrompt> find(JdbcClient sql, UUID id, String lock) {
        return sql.sql("select * from system_prompts where id = ?" + lock)
                .param(id)
                .query(SystemPrompts::prompt)
                .optional();
    }

    static ApiFailure missing() {
        return ApiFailure.notFound("there is no prompt of this id");
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, PromptSettings settings) {
        return statement
                .param("name", settings.name())
                .param("content", settings.content())
                .param("description", settings.description())
                .param("category", settings.category())
                .param("variables", JSON.writeValueAsString(settings.variables()))
                .param("preferred", settings.preferred());
    }

    private static SystemPrompt prompt(ResultSet row, int number) throws SQLException {
        return new SystemPrompt(
                row.getObject("id", UUID.class),
                new PromptSettings(
                        row.getString("name"),
                        row.getString("content"),
                        row.getString("description"),
                        row.getString("category"),
                        JSON.readValue(row.getString("variables"), new TypeReference<Map<String, String>>() {}),
                        row.getBoolean("is_default")),
                row.getInt("revision"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
