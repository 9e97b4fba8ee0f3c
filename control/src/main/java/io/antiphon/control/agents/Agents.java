package io.antiphon.control.agents;

import io.antiphon.control.storage.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
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

    /** All of them, oldest first. */
    public List<Agent> list(UUID org) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from agents order by created_at, id")
                        .query(Agents::agent)
                        .list());
    }

    /** The agent that answers where none is named: the oldest active one. */
    public Optional<Agent> preferred(UUID org) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from agents where is_active order by created_at, id limit 1")
                        .query(Agents::agent)
                        .optional());
    }

    /** The agent of the profile's name, made from the profile where there is none; an existing one is left alone. */
    public Agent insertIfAbsent(UUID org, AgentProfile profile) {
        return tenancy.within(org, sql -> {
            var persona = profile.persona();
            var choices = profile.choices();
            var manner = profile.manner();
            sql.sql("""
                            insert into agents (
                                name, display_name, description, language, system_prompt, greeting, likely_questions,
                                ear, llm_model, voice_id, responsiveness, interruption_sensitivity,
                                reminder_trigger_ms, reminder_max_count, end_call_after_silence_ms,
                                max_call_duration_ms, begin_message_delay_ms, tools_enabled, knowledge, recording,
                                is_active, metadata)
                            values (
                                :name, :displayName, :description, :language, :systemPrompt, :greeting,
                                cast(:likelyQuestions as jsonb), :ear, :llmModel, :voiceId, :responsiveness,
                                :interruptionSensitivity, :reminderTriggerMs, :reminderMaxCount,
                                :endCallAfterSilenceMs, :maxCallDurationMs, :beginMessageDelayMs,
                                cast(:toolsEnabled as jsonb), :knowledge, :recording, :active,
                                cast(:metadata as jsonb))
                            on conflict (org_id, name) do nothing
                            """)
                    .param("name", profile.name())
                    .param("displayName", profile.displayName())
                    .param("description", profile.description())
                    .param("language", profile.language())
                    .param("systemPrompt", persona.systemPrompt())
                    .param("greeting", persona.greeting())
                    .param("likelyQuestions", JSON.writeValueAsString(persona.likelyQuestions()))
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
                    .param("active", profile.active())
                    .param("metadata", profile.metadata())
                    .update();
            return find(org, profile.name()).orElseThrow();
        });
    }

    private static Agent agent(ResultSet row, int number) throws SQLException {
        return new Agent(
                row.getObject("id", UUID.class),
                row.getObject("org_id", UUID.class),
                profile(row),
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
                        strings(row.getString("likely_questions"))),
                new Choices(row.getString("ear"), row.getString("llm_model"), row.getString("voice_id")),
                manner(row),
                strings(row.getString("tools_enabled")),
                row.getBoolean("knowledge"),
                row.getBoolean("recording"),
                row.getBoolean("is_active"),
                row.getString("metadata"));
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
