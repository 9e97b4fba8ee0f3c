/** A way to reach a caller, seen from the call. */
@NullMarked
package io.antiphon.ports.line;

import org.jspecify.annotations.NullMarked;
