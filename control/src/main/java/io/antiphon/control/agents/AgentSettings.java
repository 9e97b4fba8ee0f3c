package io.antiphon.control.agents;

import io.antiphon.control.api.Body;
import io.antiphon.control.prompts.PromptSettings;
import io.antiphon.control.prompts.Template;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A profile as JSON: in requests, as a draft and as a version, under the same names everywhere. */
final class AgentSettings {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Persona PERSONA = new Persona("You are a helpful voice AI assistant.", "", List.of());

    private AgentSettings() {}

    /** What an agent is of which only {@code name} is known. */
    static AgentProfile usual(String name, String displayName) {
        return AgentProfile.of(name, displayName, "en-US", PERSONA);
    }

    /** The same in an organisation whose new agents begin from a prompt of theirs, unless {@code body} brings one. */
    static AgentProfile usual(
            String name, String displayName, Body body, Supplier<Optional<PromptSettings>> preferred) {
        Optional<PromptSettings> prompt = body.has("system_prompt") ? Optional.empty() : preferred.get();
        return prompt.map(one -> AgentProfile.of(name, displayName, "en-US", persona(body, one)))
                .orElseGet(() -> usual(name, displayName));
    }

    /** Where the agent brings variables of its own, the prompt's others stand there as they are. */
    private static Persona persona(Body body, PromptSettings prompt) {
        Map<String, String> kept = body.textsByName("variables", prompt.variables());
        String content = Template.filled(
                prompt.content(),
                variable -> kept.containsKey(variable)
                        ? "{{" + variable + "}}"
                        : prompt.variables().getOrDefault(variable, ""));
        return new Persona(content, "", List.of(), kept);
    }

    /** The settings of {@code base}, changed where {@code body} says something. */
    static AgentProfile read(Body body, AgentProfile base) {
        return read(body, base, false);
    }

    private static AgentProfile read(Body body, AgentProfile base, boolean stored) {
        var persona = base.persona();
        var choices = base.choices();
        var manner = base.manner();
        String metadata = body.has("metadata") ? body.json("metadata") : base.metadata();
        AgentProfile read = new AgentProfile(
                kept(body.text("name", base.name())),
                kept(body.text("display_name", base.displayName())),
                kept(body.text("description", body.has("description") ? "" : base.description())),
                kept(body.text("language", base.language())),
                new Persona(
                        kept(body.text("system_prompt", persona.systemPrompt())),
                        kept(body.text("greeting", body.has("greeting") ? "" : persona.greeting())),
                        body.texts("likely_questions", persona.likelyQuestions()),
                        body.textsByName("variables", persona.variables())),
                new Choices(
                        clearable(body, "ear", choices.ear()),
                        clearable(body, "llm_model", choices.llmModel()),
                        clearable(body, "voice_id", choices.voiceId())),
                new Manner(
                        body.number("responsiveness", manner.responsiveness()),
                        body.number("interruption_sensitivity", manner.interruptionSensitivity()),
                        body.integer("reminder_trigger_ms", manner.reminderTriggerMs()),
                        body.integer("reminder_max_count", manner.reminderMaxCount()),
                        body.integer("end_call_after_silence_ms", manner.endCallAfterSilenceMs()),
                        body.integer("max_call_duration_ms", manner.maxCallDurationMs()),
                        body.integer("begin_message_delay_ms", manner.beginMessageDelayMs())),
                body.texts("tools_enabled", base.toolsEnabled()),
                body.truth("knowledge", base.knowledge()),
                body.truth("recording", base.recording()),
                retention(body, base),
                body.truth("is_active", base.active()),
                metadata == null ? "{}" : metadata,
                RefinementSettings.read(body, base.refinements(), stored));
        body.end();
        return read;
    }

    private static @Nullable Integer retention(Body body, AgentProfile base) {
        if (!body.has("retention_days")) {
            return base.retentionDays();
        }
        return body.json("retention_days") == null ? null : Integer.valueOf(body.integer("retention_days", 0));
    }

    private static @Nullable String clearable(Body body, String field, @Nullable String otherwise) {
        return body.has(field) ? body.text(field, null) : otherwise;
    }

    private static String kept(@Nullable String text) {
        return Objects.requireNonNull(text);
    }

    /** Reads what {@link #write} wrote. */
    static AgentProfile parse(String settings) {
        return read(Body.of(settings), usual("agent", "Agent"), true);
    }

    static ObjectNode write(AgentProfile profile) {
        var persona = profile.persona();
        var choices = profile.choices();
        var manner = profile.manner();
        ObjectNode json = JSON.createObjectNode()
                .put("name", profile.name())
                .put("display_name", profile.displayName())
                .put("description", profile.description())
                .put("language", profile.language())
                .put("system_prompt", persona.systemPrompt())
                .put("greeting", persona.greeting())
                .put("ear", choices.ear())
                .put("llm_model", choices.llmModel())
                .put("voice_id", choices.voiceId())
                .put("responsiveness", manner.responsiveness())
                .put("interruption_sensitivity", manner.interruptionSensitivity())
                .put("reminder_trigger_ms", manner.reminderTriggerMs())
                .put("reminder_max_count", manner.reminderMaxCount())
                .put("end_call_after_silence_ms", manner.endCallAfterSilenceMs())
                .put("max_call_duration_ms", manner.maxCallDurationMs())
                .put("begin_message_delay_ms", manner.beginMessageDelayMs())
                .put("knowledge", profile.knowledge())
                .put("recording", profile.recording())
                .put("retention_days", profile.retentionDays())
                .put("is_active", profile.active());
        json.set("likely_questions", JSON.valueToTree(persona.likelyQuestions()));
        json.set("variables", JSON.valueToTree(persona.variables()));
        json.set("tools_enabled", JSON.valueToTree(profile.toolsEnabled()));
        json.set("metadata", JSON.readTree(profile.metadata()));
        RefinementSettings.write(profile.refinements(), json);
        return json;
    }

    /** The settings as people may see them. */
    static ObjectNode shown(AgentProfile profile) {
        return RefinementSettings.hidden(write(profile));
    }

    /** The same of settings that {@link #write} wrote, in whichever version. */
    static String shown(String settings) {
        return shown(parse(settings)).toString();
    }

    /**
     * A setting that is not the same in two states.
     *
     * @param field its name
     */
    record Difference(String field, JsonNode before, JsonNode after) {}

    static List<Difference> diff(AgentProfile before, AgentProfile after) {
        ObjectNode old = write(before);
        ObjectNode young = write(after);
        List<String> different = young.propertyNames().stream()
                .filter(field -> !young.get(field).equals(old.get(field)))
                .sorted()
                .toList();
        RefinementSettings.hidden(old);
        RefinementSettings.hidden(young);
        return different.stream()
                .map(field -> new Difference(field, old.get(field), young.get(field)))
                .toList();
    }
}
