/** Documents in, passages out, seen from the call. */
@NullMarked
package io.antiphon.ports.knowledge;

import org.jspecify.annotations.NullMarked;
