/** Calls that the server places: asked for, watched until somebody answers, given up. */
@NullMarked
package io.antiphon.control.outbound;

import org.jspecify.annotations.NullMarked;
