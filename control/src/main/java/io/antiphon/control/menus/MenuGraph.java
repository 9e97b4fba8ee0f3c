package io.antiphon.control.menus;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The menus of an organisation, and where their keys lead. */
final class MenuGraph {
    private final Map<UUID, IvrMenu> menus = new HashMap<>();

    MenuGraph(Collection<IvrMenu> menus) {
        menus.forEach(this::put);
    }

    /** Adds one, or puts it in the place of the one there was. */
    void put(IvrMenu menu) {
        menus.put(menu.id(), menu);
    }

    int size() {
        return menus.size();
    }

    Optional<IvrMenu> find(UUID id) {
        return Optional.ofNullable(menus.get(id));
    }

    Optional<IvrMenu> named(String name) {
        return menus.values().stream()
                .filter(menu -> menu.settings().name().equals(name))
                .findFirst();
    }

    /** Another menu, a key of which leads to this one. */
    Optional<IvrMenu> leadingTo(UUID id) {
        return menus.values().stream()
                .filter(menu -> !menu.id().equals(id))
                .filter(menu -> menu.submenus().anyMatch(id::equals))
                .findFirst();
    }

    /** The menu and all that its keys lead to, the menu first. */
    Map<UUID, IvrMenu> from(UUID first) {
        Map<UUID, IvrMenu> reached = new LinkedHashMap<>();
        Deque<UUID> open = new ArrayDeque<>(Set.of(first));
        while (!open.isEmpty()) {
            IvrMenu menu = menus.get(open.remove());
            if (menu != null && reached.putIfAbsent(menu.id(), menu) == null) {
                menu.submenus().forEach(open::add);
            }
        }
        return reached;
    }

    /** One from which no key ever leads to an agent or to the end. */
    Optional<IvrMenu> withoutExit() {
        Set<UUID> leave = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (IvrMenu menu : menus.values()) {
                if (menu.hasExit() || menu.submenus().anyMatch(leave::contains)) {
                    more |= leave.add(menu.id());
                }
            }
        }
        return menus.values().stream()
                .filter(menu -> !leave.contains(menu.id()))
                .findFirst();
    }
}
