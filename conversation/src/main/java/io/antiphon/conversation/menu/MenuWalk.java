package io.antiphon.conversation.menu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A caller's way through menus, as a fold: what happens goes in, what is to be done comes out. No thread and no timer;
 * ticks of 20 ms are its clock.
 */
public final class MenuWalk {
    /** A caller who has pressed so many keys goes round in circles, or is a machine. */
    static final int MOST_KEYS = 100;

    private static final MenuMove STAY = new MenuMove.Stay();

    private final Map<UUID, Menu> menus;
    private final List<MenuStep> steps = new ArrayList<>();
    private Menu menu;
    private long tick;
    private long silentSince;
    private boolean listening;
    private boolean over;
    private int repeats;
    private int retries;
    private int keys;

    /**
     * A walk that begins in one of {@code menus}.
     *
     * @param menus all that can be reached from it
     */
    public MenuWalk(Map<UUID, Menu> menus, UUID first) {
        this.menus = Map.copyOf(menus);
        this.menu = known(first);
    }

    private Menu known(UUID id) {
        Menu known = menus.get(id);
        if (known == null) {
            throw new IllegalArgumentException("there is no menu " + id);
        }
        return known;
    }

    /** Enters the first menu. */
    public MenuMove begin() {
        return enter(menu);
    }

    /** What is to be done now that this has happened. */
    public MenuMove take(MenuEvent event) {
        if (event instanceof MenuEvent.Tick) {
            tick++;
        }
        if (over) {
            return new MenuMove.Over();
        }
        return switch (event) {
            case MenuEvent.Tick ignored -> tick();
            case MenuEvent.Spoken ignored -> spoken();
            case MenuEvent.Pressed(char digit) -> pressed(digit);
            case MenuEvent.Gone ignored -> {
                over = true;
                step(MenuStep.Kind.GONE);
                yield new MenuMove.Over();
            }
        };
    }

    private MenuMove enter(Menu next) {
        menu = next;
        repeats = 0;
        listening = false;
        step(MenuStep.Kind.ENTERED);
        return new MenuMove.Say(menu);
    }

    private MenuMove tick() {
        if (!listening || tick - silentSince < menu.timeoutTicks()) {
            return STAY;
        }
        step(MenuStep.Kind.TIMED_OUT);
        return again();
    }

    private MenuMove spoken() {
        if (!listening) {
            listening = true;
            silentSince = tick;
        }
        return STAY;
    }

    private MenuMove pressed(char digit) {
        keys++;
        Choice choice = menu.choice(digit).orElse(null);
        if (choice == null) {
            step(MenuStep.Kind.UNKNOWN_KEY);
            return again();
        }
        steps.add(new MenuStep(
                tick,
                menu.name(),
                MenuStep.Kind.PRESSED,
                choice.sensitive() ? null : digit,
                choice.sensitive() ? null : choice.label()));
        return keys >= MOST_KEYS && choice.action() instanceof Action.Submenu ? giveUp() : go(choice.action(), true);
    }

    /** Says the prompt once more, unless it has been said often enough. */
    private MenuMove again() {
        if (repeats >= menu.retries() || keys >= MOST_KEYS) {
            return giveUp();
        }
        repeats++;
        retries++;
        listening = false;
        step(MenuStep.Kind.REPEATED);
        return new MenuMove.Say(menu);
    }

    private MenuMove giveUp() {
        step(MenuStep.Kind.GAVE_UP);
        return go(menu.fallback(), false);
    }

    private MenuMove go(Action action, boolean chosen) {
        return switch (action) {
            case Action.Submenu(UUID next) -> enter(known(next));
            case Action.Agent agent -> {
                over = true;
                step(MenuStep.Kind.CONNECTED);
                yield new MenuMove.Connect(agent);
            }
            case Action.HangUp ignored -> {
                over = true;
                step(MenuStep.Kind.HUNG_UP);
                yield new MenuMove.HangUp(menu, chosen);
            }
        };
    }

    private void step(MenuStep.Kind kind) {
        steps.add(new MenuStep(tick, menu.name(), kind, null, null));
    }

    /** The menu where the caller is, or was last. */
    public Menu menu() {
        return menu;
    }

    /** All that happened so far, in order. */
    public List<MenuStep> steps() {
        return List.copyOf(steps);
    }

    /** Ticks that have passed, those after the walk's end among them. */
    public long ticks() {
        return tick;
    }

    /** How often a prompt was said again, in all menus. */
    public int retries() {
        return retries;
    }

    /** Keys that were pressed. */
    public int keys() {
        return keys;
    }
}
