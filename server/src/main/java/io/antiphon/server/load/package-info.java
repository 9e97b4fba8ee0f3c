/** Many calls at once, and how well they go: the measurements of {@code antiphon load}. */
@NullMarked
package io.antiphon.server.load;

import org.jspecify.annotations.NullMarked;
