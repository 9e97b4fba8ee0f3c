package io.antiphon.control.menus;

import io.antiphon.control.agents.Speech;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one key of a menu does.
 *
 * @param digit one of {@code 0-9 * # A-D}
 * @param label as operators read it
 * @param action {@code submenu}, {@code agent} or {@code hangup}
 * @param target id of the menu or the agent it leads to, or their name until it is stored; null for the agent who was
 *     called, and with {@code hangup}
 * @param language BCP 47 tag of the language in which the agent leads the call; null for its own
 * @param sensitive whether no record may say that it was pressed
 */
record MenuItem(
        String digit,
        String label,
        String action,
        @Nullable String target,
        @Nullable String language,
        boolean sensitive) {
    static final String SUBMENU = "submenu";
    static final String AGENT = "agent";
    static final String HANGUP = "hangup";

    private static final String DIGITS = "0123456789*#ABCD";
    private static final Set<String> LATER = Set.of("transfer", "custom");

    /** @param field by which errors name it, such as {@code items[0]} */
    static MenuItem read(Body body, String field) {
        var item = new MenuItem(
                body.text("digit"),
                body.text("label"),
                body.text("action"),
                body.text("target", null),
                body.text("language", null),
                body.truth("sensitive", false));
        body.end();
        item.check(field);
        return item;
    }

    private void check(String field) {
        if (digit.length() != 1 || DIGITS.indexOf(digit.charAt(0)) < 0) {
            throw new InvalidMenu(field + ".digit", "must be one of 0 to 9, *, #, A, B, C and D");
        }
        if (label.isBlank() || label.length() > 100) {
            throw new InvalidMenu(field + ".label", "must hold 1 to 100 characters");
        }
        checkAction(field + ".action", action);
        if (action.equals(SUBMENU) && target == null) {
            throw new InvalidMenu(field + ".target", "must be the id or the name of a menu");
        }
        if (action.equals(HANGUP) && target != null) {
            throw new InvalidMenu(field + ".target", "must be left out where the action is hangup");
        }
        if (language != null && !action.equals(AGENT)) {
            throw new InvalidMenu(field + ".language", "goes with the action agent alone");
        }
        if (language != null && !Speech.wellFormed(language)) {
            throw new InvalidMenu(field + ".language", "must be a language tag such as en-US or hi-IN");
        }
    }

    private static void checkAction(String field, String action) {
        String offered = " must be one of " + String.join(", ", SUBMENU, AGENT, HANGUP);
        if (LATER.contains(action)) {
            throw ApiFailure.unprocessable(field, field + offered + ": " + action + " is not offered yet");
        }
        if (!Set.of(SUBMENU, AGENT, HANGUP).contains(action)) {
            throw new InvalidMenu(field, offered.strip());
        }
    }

    /** The same that leads to what has this id. */
    MenuItem to(String id) {
        return new MenuItem(digit, label, action, id, language, sensitive);
    }

    void write(ObjectNode json) {
        json.put("digit", digit)
                .put("label", label)
                .put("action", action)
                .put("target", target)
                .put("language", language)
                .put("sensitive", sensitive);
    }

    /** What {@link #write} wrote. */
    static MenuItem parse(Body body) {
        return new MenuItem(
                body.text("digit"),
                body.text("label"),
                body.text("action"),
                body.text("target", null),
                body.text("language", null),
                body.truth("sensitive", false));
    }
}
