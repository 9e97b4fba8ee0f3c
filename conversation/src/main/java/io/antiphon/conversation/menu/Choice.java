package io.antiphon.conversation.menu;

/**
 * What one key of a menu stands for.
 *
 * @param digit {@code 0-9 * # A-D}
 * @param label as operators read it
 * @param sensitive whether no record may say that it was pressed
 */
public record Choice(char digit, String label, Action action, boolean sensitive) {}
