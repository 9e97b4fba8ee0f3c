package io.antiphon.control.agents;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that an operator decides about an agent.
 *
 * @param name unique within the organisation: lower-case letters, digits and single hyphens
 * @param displayName as people read and hear it
 * @param description for the operator
 * @param language BCP 47 tag
 * @param toolsEnabled names of the built-in tools it may use
 * @param knowledge whether it answers from its documents
 * @param recording whether its calls are recorded
 * @param retentionDays after which its calls are deleted; null for never
 * @param active whether it takes calls
 * @param metadata whatever the operator wants to keep with it, a JSON object
 * @param refinements what it does well without
 */
public record AgentProfile(
        String name,
        String displayName,
        String description,
        String language,
        Persona persona,
        Choices choices,
        Manner manner,
        List<String> toolsEnabled,
        boolean knowledge,
        boolean recording,
        @Nullable Integer retentionDays,
        boolean active,
        String metadata,
        Refinements refinements) {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final JsonMapper JSON = new JsonMapper();

    public AgentProfile {
        toolsEnabled = List.copyOf(toolsEnabled);
        if (!SLUG.matcher(name).matches() || name.length() > 64) {
            throw new InvalidAgent(
                    "name", "must be 1 to 64 lower-case letters and digits, with single hyphens between them");
        }
        if (displayName.isBlank() || displayName.length() > 200) {
            throw new InvalidAgent("display_name", "must hold 1 to 200 characters");
        }
        if (!Speech.wellFormed(language)) {
            throw new InvalidAgent("language", "must be a language tag such as en-US or hi-IN");
        }
        if (description.length() > 2_000) {
            throw new InvalidAgent("description", "may hold at most 2000 characters");
        }
        if (toolsEnabled.size() > 100
                || !toolsEnabled.stream().allMatch(tool -> TOOL.matcher(tool).matches())) {
            throw new InvalidAgent(
                    "tools_enabled", "must hold at most 100 names of letters, digits, _ and -, such as end_call");
        }
        if (retentionDays != null && (retentionDays < 1 || retentionDays > 36_500)) {
            throw new InvalidAgent("retention_days", "must lie between 1 and 36500, or be null for ever");
        }
        if (!isObject(metadata)) {
            throw new InvalidAgent("metadata", "must be a JSON object");
        }
    }

    /** An active agent that is recorded, answers from its documents and behaves in the usual manner. */
    public static AgentProfile of(String name, String displayName, String language, Persona persona) {
        return new AgentProfile(
                name,
                displayName,
                "",
                language,
                persona,
                Choices.DEFAULT,
                Manner.USUAL,
                List.of("end_call"),
                true,
                true,
                null,
                true,
                "{}",
                Refinements.NONE);
    }

    /** The same with another description. */
    public AgentProfile describedAs(String other) {
        return new AgentProfile(
                name,
                displayName,
                other,
                language,
                persona,
                choices,
                manner,
                toolsEnabled,
                knowledge,
                recording,
                retentionDays,
                active,
                metadata,
                refinements);
    }

    /** The same with other providers. */
    public AgentProfile with(Choices others) {
        return with(others, manner, toolsEnabled, refinements);
    }

    /** The same with another manner. */
    public AgentProfile with(Manner other) {
        return with(choices, other, toolsEnabled, refinements);
    }

    /** The same with other refinements. */
    public AgentProfile with(Refinements others) {
        return with(choices, manner, toolsEnabled, others);
    }

    /** The same as a call leads it that asks for a language; as it is where it has no voice for that. */
    public AgentProfile in(@Nullable String wanted) {
        String other = wanted == null || wanted.equalsIgnoreCase(language)
                ? null
                : refinements.speech().language(wanted);
        String voice = refinements.speech().voices().get(other == null ? language : other);
        if (other == null && voice == null) {
            return this;
        }
        return new AgentProfile(
                name,
                displayName,
                description,
                other == null ? language : other,
                persona,
                voice == null ? choices : new Choices(choices.ear(), choices.llmModel(), voice),
                manner,
                toolsEnabled,
                knowledge,
                recording,
                retentionDays,
                active,
                metadata,
                refinements);
    }

    /** The same with no built-in tool. */
    AgentProfile withoutTools() {
        return with(choices, manner, List.of(), refinements);
    }

    private AgentProfile with(Choices chosen, Manner manners, List<String> enabled, Refinements refined) {
        return new AgentProfile(
                name,
                displayName,
                description,
                language,
                persona,
                chosen,
                manners,
                enabled,
                knowledge,
                recording,
                retentionDays,
                active,
                metadata,
                refined);
    }

    private static boolean isObject(String json) {
        try {
            return JSON.readTree(json).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }
}
