/** Tables that agents book by telephone: asked for, called about, confirmed by the restaurant or not. */
@NullMarked
package io.antiphon.control.reservations;

import org.jspecify.annotations.NullMarked;
