package io.antiphon.server.wiring;

import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.ProfileCheck.Warning;
import io.antiphon.control.menus.Menus;
import java.util.List;
import java.util.UUID;

/** Tells whether the menu that an agent names is there. */
final class MenuCheck {
    private MenuCheck() {}

    static List<Warning> warnings(Menus menus, UUID org, AgentProfile profile) {
        UUID menu = profile.refinements().ivrMenuId();
        return menu == null || menus.exists(org, menu)
                ? List.of()
                : List.of(new Warning(
                        "ivr_menu_id",
                        "must be the id of a menu, and there is none such: callers reach the agent without one",
                        true));
    }
}
