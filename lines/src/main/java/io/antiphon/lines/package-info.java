/** Ways to reach a caller: what they have in common. Each way has a package of its own. */
@NullMarked
package io.antiphon.lines;

import org.jspecify.annotations.NullMarked;
