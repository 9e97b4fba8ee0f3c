/** Calls: the rows, the journal, the recordings and the routes that show them. */
@NullMarked
package io.antiphon.control.calls;

import org.jspecify.annotations.NullMarked;
