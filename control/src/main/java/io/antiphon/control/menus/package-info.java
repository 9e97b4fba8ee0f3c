/** Menus that callers choose from with the keys of their telephone, and their ways through them. */
@NullMarked
package io.antiphon.control.menus;

import org.jspecify.annotations.NullMarked;
