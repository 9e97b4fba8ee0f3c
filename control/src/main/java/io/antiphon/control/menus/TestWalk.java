package io.antiphon.control.menus;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.conversation.menu.Menu;
import io.antiphon.conversation.menu.MenuEvent;
import io.antiphon.conversation.menu.MenuMove;
import io.antiphon.conversation.menu.MenuWalk;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A walk through menus without a call.
 *
 * @param steps what a call's records would hold of it
 * @param outcome {@code agent}, {@code hangup}, or {@code waiting} for a key where the keys did not lead to an end
 * @param agentId who takes the caller; null for the agent who was called
 * @param language in which the agent leads the call; null for its own
 * @param menu in which the walk ended
 * @param prompt what the caller hears while the menu waits; null where it does not
 */
record TestWalk(
        List<StepView> steps,
        String outcome,
        @JsonProperty("agent_id") @Nullable UUID agentId,
        @Nullable String language,
        String menu,
        @Nullable String prompt) {
    /** Keys, and {@code w} for a caller who waits until the time is over. */
    private static final Pattern KEYS = Pattern.compile("[0-9*#A-Dw]{0,100}");

    /** The keys that a request wants pressed. */
    static String keys(Body body) {
        String keys = body.text("digits");
        body.end();
        if (!KEYS.matcher(keys).matches()) {
            throw ApiFailure.invalid(
                    "digits",
                    "digits must hold at most 100 of 0 to 9, *, #, A, B, C and D, and w to wait until the time is over");
        }
        return keys;
    }

    static TestWalk of(Map<UUID, Menu> menus, UUID first, String keys) {
        var walk = new MenuWalk(menus, first);
        MenuMove move = walk.begin();
        for (int i = 0; i < keys.length() && !isEnd(move); i++) {
            move = keys.charAt(i) == 'w' ? waited(walk) : walk.take(new MenuEvent.Pressed(keys.charAt(i)));
        }
        List<StepView> steps = StepView.of(walk.steps());
        String menu = walk.menu().name();
        return switch (move) {
            case MenuMove.Connect(var to) -> new TestWalk(steps, "agent", to.agent(), to.language(), menu, null);
            case MenuMove.HangUp ignored -> new TestWalk(steps, "hangup", null, null, menu, null);
            case MenuMove.Say say ->
                new TestWalk(steps, "waiting", null, null, menu, say.menu().prompt());
            case MenuMove.Stay ignored -> new TestWalk(steps, "waiting", null, null, menu, null);
            case MenuMove.Over ignored -> new TestWalk(steps, "waiting", null, null, menu, null);
        };
    }

    private static boolean isEnd(MenuMove move) {
        return move instanceof MenuMove.Connect || move instanceof MenuMove.HangUp;
    }

    private static MenuMove waited(MenuWalk walk) {
        walk.take(new MenuEvent.Spoken());
        MenuMove move = walk.take(new MenuEvent.Tick());
        while (move instanceof MenuMove.Stay) {
            move = walk.take(new MenuEvent.Tick());
        }
        return move;
    }
}
