/** Whose agents and calls these are. */
@NullMarked
package io.antiphon.control.organisations;

import org.jspecify.annotations.NullMarked;
