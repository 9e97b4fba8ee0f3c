/** Menus that callers walk with the keys of their telephone, before an agent has them. */
@NullMarked
package io.antiphon.conversation.menu;

import org.jspecify.annotations.NullMarked;
