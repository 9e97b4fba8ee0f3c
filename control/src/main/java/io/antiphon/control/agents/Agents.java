package io.antiphon.control.agents;

import io.antiphon.control.api.Slice;
import io.antiphon.control.storage.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The agents of an organisation. */
public final class Agents {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Tenancy tenancy;

    public Agents(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** The agent of this id, or else of this name. */
    public Optional<Agent> find(UUID org, String idOrName) {
        boolean byId = UUID_FORM.matcher(idOrName).matches();
        return tenancy.within(
                org,
                sql -> sql.sql("select * from agents where " + (byId ? "id = cast(? as uuid)" : "name = ?"))
                        .param(idOrName)
                        .query(Agents::agent)
                        .optional());
    }

    /** The id that {@code text} writes, where it writes one. */
    static Optional<UUID> id(String text) {
        return UUID_FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** All of them, oldest first. */
    public List<Agent> list(UUID org) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from agents order by created_at, id")
                        .query(Agents::agent)
                        .list());
    }

    /** A part of them, newest first. */
    Slice.Found<Agent> newest(UUID org, Slice slice) {
        return tenancy.within(
                org,
                sql -> new Slice.Found<>(
                        sql.sql("select * from agents order by created_at desc, id desc limit ? offset ?")
                                .params(slice.limit(), slice.offset())
                                .query(Agents::agent)
                                .list(),
                        sql.sql("select count(*) from agents").query(Long.class).single()));
    }

    /** The agent that answers where none is named: the oldest active one. */
    public Optional<Agent> preferred(UUID org) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from agents where is_active order by created_at, id limit 1")
                        .query(Agents::agent)
                        .optional());
    }

    /** Those after {@code after} in the order they were made, at most {@code limit}. */
    List<Agent> page(UUID org, @Nullable UUID after, int limit) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from agents where id > ? order by id limit ?")
                        .params(after == null ? new UUID(0, 0) : after, limit)
                        .query(Agents::agent)
                        .list());
    }

    /** The agent of the profile's name, made from the profile where there is none; an existing one is left alone. */
    public Agent insertIfAbsent(UUID org, AgentProfile profile) {
        return tenancy.within(org, sql -> {
            insert(sql, profile);
            return find(org, profile.name()).orElseThrow();
        });
    }

    /** A new agent; empty where its name is taken. */
    Optional<Agent> insert(UUID org, AgentProfile profile) {
        return tenancy.within(org, sql -> insert(sql, profile) == 0 ? Optional.empty() : find(org, profile.name()));
    }

    private static int insert(JdbcClient sql, AgentProfile profile) {
        return bind(sql.sql("""
                            insert into agents (
                                name, display_name, description, language, system_prompt, greeting, likely_questions,
                                variables, ear, llm_model, voice_id, responsiveness, interruption_sensitivity,
                                reminder_trigger_ms, reminder_max_count, end_call_after_silence_ms,
                                max_call_duration_ms, begin_message_delay_ms, tools_enabled, knowledge, recording,
                                retention_days, is_active, metadata, refinements)
                            values (
                                :name, :displayName, :description, :language, :systemPrompt, :greeting,
                                cast(:likelyQuestions as jsonb), cast(:variables as jsonb), :ear, :llmModel, :voiceId,
                                :responsiveness, :interruptionSensitivity, :reminderTriggerMs, :reminderMaxCount,
                                :endCallAfterSilenceMs, :maxCallDurationMs, :beginMessageDelayMs,
                                cast(:toolsEnabled as jsonb), :knowledge, :recording, :retentionDays, :active,
                                cast(:metadata as jsonb), cast(:refinements as jsonb))
                            on conflict (org_id, name) do nothing
                            """), profile).update();
    }

    /** Lets the agent's calls follow {@code profile}, under the next version's number; a draft is gone then. */
    void update(UUID org, UUID id, AgentProfile profile) {
        tenancy.run(org, sql -> bind(sql.sql("""
                            update agents set
                                name = :name, display_name = :displayName, description = :description,
                                language = :language, system_prompt = :systemPrompt, greeting = :greeting,
                                likely_questions = cast(:likelyQuestions as jsonb),
                                variables = cast(:variables as jsonb), ear = :ear, llm_model = :llmModel,
                                voice_id = :voiceId, responsiveness = :responsiveness,
                                interruption_sensitivity = :interruptionSensitivity,
                                reminder_trigger_ms = :reminderTriggerMs, reminder_max_count = :reminderMaxCount,
                                end_call_after_silence_ms = :endCallAfterSilenceMs,
                                max_call_duration_ms = :maxCallDurationMs,
                                begin_message_delay_ms = :beginMessageDelayMs,
                                tools_enabled = cast(:toolsEnabled as jsonb), knowledge = :knowledge,
                                recording = :recording, retention_days = :retentionDays, is_active = :active,
                                metadata = cast(:metadata as jsonb),
                                refinements = cast(:refinements as jsonb), updated_at = clock_timestamp(), draft = null,
                                revision = revision + 1, version = version + 1
                            where id = :id
                            """), profile).param("id", id).update());
    }

    /** Keeps what is to be published next; null for nothing. */
    void draft(UUID org, UUID id, @Nullable String settings) {
        tenancy.run(
                org,
                sql -> sql.sql(
                                "update agents set draft = cast(:draft as jsonb), revision = revision + 1 where id = :id")
                        .param("draft", settings)
                        .param("id", id)
                        .update());
    }

    /** The agent, which nobody else changes until this transaction ends. */
    Optional<Agent> hold(UUID org, UUID id) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from agents where id = ? for update")
                        .param(id)
                        .query(Agents::agent)
                        .optional());
    }

    boolean delete(UUID org, UUID id) {
        return tenancy.within(
                org, sql -> sql.sql("delete from agents where id = ?").param(id).update() > 0);
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, AgentProfile profile) {
        var persona = profile.persona();
        var choices = profile.choices();
        var manner = profile.manner();
        if (!profile.refinements().areSealed()) {
            throw new IllegalStateException("headers of tools must be sealed before they are stored");
        }
        return statement
                .param("name", profile.name())
                .param("displayName", profile.displayName())
                .param("description", profile.description())
                .param("language", profile.language())
                .param("systemPrompt", persona.systemPrompt())
                .param("greeting", persona.greeting())
                .param("likelyQuestions", JSON.writeValueAsString(persona.likelyQuestions()))
                .param("variables", JSON.writeValueAsString(persona.variables()))
                .param("ear", choices.ear())
                .param("llmModel", choices.llmModel())
                .param("voiceId", choices.voiceId())
                .param("responsiveness", manner.responsiveness())
                .param("interruptionSensitivity", manner.interruptionSensitivity())
                .param("reminderTriggerMs", manner.reminderTriggerMs())
                .param("reminderMaxCount", manner.reminderMaxCount())
                .param("endCallAfterSilenceMs", manner.endCallAfterSilenceMs())
                .param("maxCallDurationMs", manner.maxCallDurationMs())
                .param("beginMessageDelayMs", manner.beginMessageDelayMs())
                .param("toolsEnabled", JSON.writeValueAsString(profile.toolsEnabled()))
                .param("knowledge", profile.knowledge())
                .param("recording", profile.recording())
                .param("retentionDays", profile.retentionDays(), Types.INTEGER)
                .param("active", profile.active())
                .param("metadata", profile.metadata())
                .param("refinements", RefinementSettings.text(profile.refinements()));
    }

    private static Agent agent(ResultSet row, int number) throws SQLException {
        return new Agent(
                row.getObject("id", UUID.class),
                row.getObject("org_id", UUID.class),
                profile(row),
                row.getInt("revision"),
                row.getInt("version"),
                row.getString("draft"),
                row.getObject("created_at", Timestamp.class).toInstant(),
                row.getObject("updated_at", Timestamp.class).toInstant());
    }

    private static AgentProfile profile(ResultSet row) throws SQLException {
        return new AgentProfile(
                row.getString("name"),
                row.getString("display_name"),
                row.getString("description"),
                row.getString("language"),
                new Persona(
                        row.getString("system_prompt"),
                        row.getString("greeting"),
                        strings(row.getString("likely_questions")),
                        JSON.readValue(row.getString("variables"), new TypeReference<Map<String, String>>() {})),
                new Choices(row.getString("ear"), row.getString("llm_model"), row.getString("voice_id")),
                manner(row),
                strings(row.getString("tools_enabled")),
                row.getBoolean("knowledge"),
                row.getBoolean("recording"),
                row.getObject("retention_days", Integer.class),
                row.getBoolean("is_active"),
                row.getString("metadata"),
                RefinementSettings.parse(row.getString("refinements")));
    }

    private static Manner manner(ResultSet row) throws SQLException {
        return new Manner(
                row.getDouble("responsiveness"),
                row.getDouble("interruption_sensitivity"),
                row.getInt("reminder_trigger_ms"),
                row.getInt("reminder_max_count"),
                row.getInt("end_call_after_silence_ms"),
                row.getInt("max_call_duration_ms"),
                row.getInt("begin_message_delay_ms"));
    }

    private static List<String> strings(String json) {
        return List.of(JSON.readValue(json, String[].class));
    }
}
