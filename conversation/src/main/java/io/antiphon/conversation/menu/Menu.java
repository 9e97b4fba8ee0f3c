package io.antiphon.conversation.menu;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A menu as a caller walks it.
 *
 * @param name as operators know it
 * @param language BCP 47 tag of the prompt
 * @param prompt what is said in it
 * @param choices by key, each key once
 * @param timeoutTicks ticks of 20 ms without a key, from the end of the prompt, after which it is said again
 * @param retries how often it is said again before the menu gives up
 * @param fallback what happens then: to an agent, or hung up
 */
public record Menu(
        UUID id,
        String name,
        String language,
        String prompt,
        List<Choice> choices,
        int timeoutTicks,
        int retries,
        Action fallback) {
    public Menu {
        choices = List.copyOf(choices);
        if (timeoutTicks < 1 || retries < 0) {
            throw new IllegalArgumentException("a menu waits for at least a tick and has no less than 0 retries");
        }
        if (fallback instanceof Action.Submenu) {
            throw new IllegalArgumentException("a menu that gives up leads to no other menu");
        }
    }

    /** What this key stands for. */
    Optional<Choice> choice(char digit) {
        return choices.stream().filter(choice -> choice.digit() == digit).findFirst();
    }
}
