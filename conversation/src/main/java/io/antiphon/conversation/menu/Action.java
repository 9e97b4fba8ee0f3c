package io.antiphon.conversation.menu;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a key leads, or a menu that gives up. */
public sealed interface Action {
    /** To another menu, or to the same once more. */
    record Submenu(UUID menu) implements Action {}

    /**
     * To an agent.
     *
     * @param agent null for the one who was called
     * @param language BCP 47 tag of the language the call is led in from then on; null for the agent's own
     */
    record Agent(@Nullable UUID agent, @Nullable String language) implements Action {}

    /** To the end of the call. */
    record HangUp() implements Action {}
}
