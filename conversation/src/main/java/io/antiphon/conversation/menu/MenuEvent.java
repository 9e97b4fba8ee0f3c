package io.antiphon.conversation.menu;

/** What can happen while a caller is in a menu. */
public sealed interface MenuEvent {
    /** 20 ms have passed. */
    record Tick() implements MenuEvent {}

    /** A key: {@code 0-9 * # A-D}. */
    record Pressed(char digit) implements MenuEvent {}

    /** The caller has heard the prompt to its end, or will not hear it. */
    record Spoken() implements MenuEvent {}

    /** The call is over. */
    record Gone() implements MenuEvent {}
}
