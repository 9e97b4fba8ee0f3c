package io.antiphon.control.menus;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** A menu as the API shows it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record MenuView(
        UUID id,
        String name,
        String language,
        String prompt,
        List<MenuItem> items,
        int timeoutMs,
        int retries,
        String fallbackAction,
        @Nullable String fallbackTarget,
        Instant createdAt,
        Instant updatedAt) {
    static MenuView of(IvrMenu menu) {
        MenuSettings settings = menu.settings();
        return new MenuView(
                menu.id(),
                settings.name(),
                settings.language(),
                settings.prompt(),
                settings.items(),
                settings.timeoutMs(),
                settings.retries(),
                settings.fallbackAction(),
                settings.fallbackTarget(),
                menu.createdAt(),
                menu.updatedAt());
    }

    /** @param next what to give as {@code after} for what follows; null at the end */
    record Page(
            @JsonProperty("ivr_menus") List<MenuView> menus,
            @Nullable String next) {
        /** @param found one more than a page holds, where there are so many */
        static Page of(List<IvrMenu> found, int most) {
            List<MenuView> shown = found.stream().limit(most).map(MenuView::of).toList();
            return new Page(shown, found.size() > most ? shown.getLast().id().toString() : null);
        }
    }
}
