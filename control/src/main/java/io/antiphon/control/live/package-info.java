/** Calls that are going on: watched, listened to, spoken in and ended from outside. */
@NullMarked
package io.antiphon.control.live;

import org.jspecify.annotations.NullMarked;
