package io.antiphon.conversation.menu;

/** What is to be done after something happened in a menu. */
public sealed interface MenuMove {
    /** What goes on goes on: speech, or waiting for a key. */
    record Stay() implements MenuMove {}

    /** The prompt of this menu is said from its beginning; what is being said stops. */
    record Say(Menu menu) implements MenuMove {}

    /** An agent takes the caller. */
    record Connect(Action.Agent to) implements MenuMove {}

    /**
     * The call is ended.
     *
     * @param chosen whether by a key; false where the menu gave up and a goodbye is owed
     */
    record HangUp(Menu menu, boolean chosen) implements MenuMove {}

    /** Nothing more: the call is over. */
    record Over() implements MenuMove {}
}
