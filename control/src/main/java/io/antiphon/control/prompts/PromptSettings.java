package io.antiphon.control.prompts;

import io.antiphon.control.api.Body;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What an operator decides about a prompt.
 *
 * @param name for people
 * @param content instructions for the model
 * @param description for people
 * @param category by which people tell theirs apart
 * @param variables what {@code {{name}}} in the content stands for
 * @param preferred whether new agents begin from it that bring no prompt; one in an organisation does
 */
public record PromptSettings(
        String name,
        String content,
        String description,
        String category,
        Map<String, String> variables,
        boolean preferred) {
    private static final int LONGEST = 100_000;

    public PromptSettings {
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
        if (name.isBlank() || name.length() > 200) {
            throw new InvalidPrompt("name", "must hold 1 to 200 characters");
        }
        if (content.isBlank() || content.length() > LONGEST) {
            throw new InvalidPrompt("content", "must hold 1 to " + LONGEST + " characters");
        }
        if (description.length() > 2_000) {
            throw new InvalidPrompt("description", "may hold at most 2000 characters");
        }
        if (category.length() > 100) {
            throw new InvalidPrompt("category", "may hold at most 100 characters");
        }
        Template.checkVariables(variables, remedy -> new InvalidPrompt("variables", remedy));
        Template.check(content, variables, remedy -> new InvalidPrompt("content", remedy));
    }

    /** A new one, as {@code body} wants it. */
    static PromptSettings read(Body body) {
        return read(body, body.text("name"), body.text("content"), "", "", Map.of(), false);
    }

    /** Those of {@code base}, changed where {@code body} says something. */
    static PromptSettings read(Body body, PromptSettings base) {
        return read(body, base.name, base.content, base.description, base.category, base.variables, base.preferred);
    }

    private static PromptSettings read(
            Body body,
            String name,
            String content,
            String description,
            String category,
            Map<String, String> variables,
            boolean preferred) {
        var read = new PromptSettings(
                Objects.requireNonNull(body.text("name", name)),
                Objects.requireNonNull(body.text("content", content)),
                Objects.requireNonNull(body.text("description", body.has("description") ? "" : description)),
                Objects.requireNonNull(body.text("category", body.has("category") ? "" : category)),
                body.textsByName("variables", body.has("variables") ? Map.of() : variables),
                body.truth("is_default", preferred));
        body.end();
        return read;
    }
}
