@NullMarked
package io.antiphon.control.reservations;

import org.jspecify.annotations.NullMarked;
