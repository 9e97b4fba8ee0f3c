package io.antiphon.control.menus;

import io.antiphon.conversation.menu.Action;
import io.antiphon.conversation.menu.Choice;
import io.antiphon.conversation.menu.Menu;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A menu of an organisation.
 *
 * @param settings with targets that are ids
 * @param revision counts every change
 */
record IvrMenu(UUID id, MenuSettings settings, int revision, Instant createdAt, Instant updatedAt) {
    private static final int TICK_MS = 20;

    /** Names this state of it. */
    String tag() {
        return "\"" + revision + "\"";
    }

    /** The same with other settings. */
    IvrMenu with(MenuSettings others) {
        return new IvrMenu(id, others, revision, createdAt, updatedAt);
    }

    /** The menus its keys lead to. */
    Stream<UUID> submenus() {
        return settings.items().stream()
                .filter(item -> item.action().equals(MenuItem.SUBMENU))
                .map(item -> UUID.fromString(Objects.requireNonNull(item.target())));
    }

    /** Whether a key of it leads to an agent or to the end. */
    boolean hasExit() {
        return settings.items().stream().anyMatch(item -> !item.action().equals(MenuItem.SUBMENU));
    }

    /** As callers walk it. */
    Menu walked() {
        List<Choice> choices = settings.items().stream()
                .map(item -> new Choice(
                        item.digit().charAt(0),
                        item.label(),
                        action(item.action(), item.target(), item.language()),
                        item.sensitive()))
                .toList();
        return new Menu(
                id,
                settings.name(),
                settings.language(),
                settings.prompt(),
                choices,
                settings.timeoutMs() / TICK_MS,
                settings.retries(),
                action(settings.fallbackAction(), settings.fallbackTarget(), null));
    }

    private static Action action(String action, @Nullable String target, @Nullable String language) {
        UUID id = target == null ? null : UUID.fromString(target);
        return switch (action) {
            case MenuItem.SUBMENU -> new Action.Submenu(Objects.requireNonNull(id));
            case MenuItem.AGENT -> new Action.Agent(id, language);
            default -> new Action.HangUp();
        };
    }
}
