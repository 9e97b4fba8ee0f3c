package io.antiphon.control.menus;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a menu's keys lead to.
 *
 * @param own id of the menu itself
 * @param ownName its name, by which it may lead to itself
 */
record Targets(Agents agents, UUID org, MenuGraph menus, UUID own, String ownName) {
    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /**
     * The settings with ids where names stood.
     *
     * @throws ApiFailure where something is not there
     */
    MenuSettings resolved(MenuSettings settings) {
        List<MenuItem> items = new ArrayList<>();
        for (MenuItem item : settings.items()) {
            String field = "items[" + items.size() + "].target";
            String target = item.target();
            items.add(
                    target == null
                            ? item
                            : item.to(
                                    item.action().equals(MenuItem.SUBMENU)
                                            ? menu(field, target)
                                            : agent(field, target)));
        }
        return settings.with(items, fallback(settings.fallbackTarget()));
    }

    private @Nullable String fallback(@Nullable String target) {
        return target == null ? null : agent("fallback_target", target);
    }

    private String menu(String field, String idOrName) {
        if (idOrName.equals(ownName)) {
            return own.toString();
        }
        Optional<UUID> id =
                UUID_FORM.matcher(idOrName).matches() ? Optional.of(Body.id(field, idOrName)) : Optional.empty();
        return id.filter(own::equals)
                .or(() -> id.map(menus::find)
                        .orElseGet(() -> menus.named(idOrName))
                        .map(IvrMenu::id))
                .orElseThrow(() -> ApiFailure.unprocessable(
                        field, field + " must be the id or the name of a menu, and there is none such"))
                .toString();
    }

    private String agent(String field, String idOrName) {
        return agents.find(org, idOrName)
                .map(Agent::id)
                .orElseThrow(() -> ApiFailure.unprocessable(
                        field, field + " must be the id or the name of an agent, and there is none such"))
                .toString();
    }
}
