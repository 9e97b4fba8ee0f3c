package io.antiphon.control.menus;

import io.antiphon.control.agents.Speech;
import io.antiphon.control.api.Body;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * What an operator decides about a menu.
 *
 * @param name unique in the organisation: lower-case letters, digits and single hyphens
 * @param language BCP 47 tag of the prompt
 * @param prompt what callers hear
 * @param items each key once
 * @param timeoutMs milliseconds without a key, from the end of the prompt, after which it is said again
 * @param retries how often it is said again
 * @param fallbackAction what happens then: {@code agent} or {@code hangup}
 * @param fallbackTarget id of the agent, or its name until it is stored; null for the one who was called
 */
record MenuSettings(
        String name,
        String language,
        String prompt,
        List<MenuItem> items,
        int timeoutMs,
        int retries,
        String fallbackAction,
        @Nullable String fallbackTarget) {
    private static final int USUAL_TIMEOUT_MS = 30_000;
    private static final int USUAL_RETRIES = 3;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final JsonMapper JSON = new JsonMapper();

    MenuSettings {
        items = List.copyOf(items);
        if (!SLUG.matcher(name).matches() || name.length() > 64) {
            throw new InvalidMenu(
                    "name", "must be 1 to 64 lower-case letters and digits, with single hyphens between them");
        }
        if (!Speech.wellFormed(language)) {
            throw new InvalidMenu("language", "must be a language tag such as en-US or hi-IN");
        }
        if (prompt.isBlank() || prompt.length() > 2_000) {
            throw new InvalidMenu("prompt", "must hold 1 to 2000 characters that callers hear");
        }
        if (items.isEmpty()) {
            throw new InvalidMenu("items", "must hold at least one key");
        }
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < items.size(); i++) {
            Integer before = places.putIfAbsent(items.get(i).digit(), i);
            if (before != null) {
                throw new InvalidMenu(
                        "items[" + i + "].digit",
                        "stands in items[" + before + "] already: give each key one thing to do");
            }
        }
        if (timeoutMs < 1_000 || timeoutMs > 120_000) {
            throw new InvalidMenu("timeout_ms", "must lie between 1000 and 120000, not " + timeoutMs);
        }
        if (retries < 0 || retries > 10) {
            throw new InvalidMenu("retries", "must lie between 0 and 10, not " + retries);
        }
        if (!fallbackAction.equals(MenuItem.AGENT) && !fallbackAction.equals(MenuItem.HANGUP)) {
            throw new InvalidMenu("fallback_action", "must be agent or hangup");
        }
        if (fallbackAction.equals(MenuItem.HANGUP) && fallbackTarget != null) {
            throw new InvalidMenu("fallback_target", "must be left out where fallback_action is hangup");
        }
    }

    /** A new one, as {@code body} wants it. */
    static MenuSettings read(Body body) {
        return read(
                body,
                body.text("name"),
                "en-US",
                body.text("prompt"),
                List.of(),
                USUAL_TIMEOUT_MS,
                USUAL_RETRIES,
                MenuItem.AGENT,
                null);
    }

    /** The same, changed where {@code body} says something. */
    MenuSettings changed(Body body) {
        return read(body, name, language, prompt, items, timeoutMs, retries, fallbackAction, fallbackTarget);
    }

    private static MenuSettings read(
            Body body,
            String name,
            String language,
            String prompt,
            List<MenuItem> items,
            int timeoutMs,
            int retries,
            String fallbackAction,
            @Nullable String fallbackTarget) {
        String action = Objects.requireNonNull(body.text("fallback_action", fallbackAction));
        String kept = action.equals(fallbackAction) ? fallbackTarget : null;
        var read = new MenuSettings(
                Objects.requireNonNull(body.text("name", name)),
                Objects.requireNonNull(body.text("language", language)),
                Objects.requireNonNull(body.text("prompt", prompt)),
                body.has("items") ? items(body) : items,
                body.integer("timeout_ms", timeoutMs),
                body.integer("retries", retries),
                action,
                body.has("fallback_target") ? body.text("fallback_target", null) : kept);
        body.end();
        return read;
    }

    private static List<MenuItem> items(Body body) {
        List<MenuItem> items = new ArrayList<>();
        for (Body one : body.objects("items")) {
            items.add(MenuItem.read(one, "items[" + items.size() + "]"));
        }
        return items;
    }

    /** The same that leads elsewhere. */
    MenuSettings with(List<MenuItem> others, @Nullable String fallback) {
        return new MenuSettings(name, language, prompt, others, timeoutMs, retries, fallbackAction, fallback);
    }

    /** The items as the database keeps them. */
    String itemsJson() {
        ArrayNode json = JSON.createArrayNode();
        items.forEach(item -> item.write(json.addObject()));
        return json.toString();
    }

    /** What {@link #itemsJson} wrote. */
    static List<MenuItem> parseItems(String json) {
        return Body.of("{\"items\":" + json + "}").objects("items").stream()
                .map(MenuItem::parse)
                .toList();
    }
}
