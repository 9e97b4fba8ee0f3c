/** The plan of the house: which part is plugged into which. */
@NullMarked
package io.antiphon.server.wiring;

import org.jspecify.annotations.NullMarked;
