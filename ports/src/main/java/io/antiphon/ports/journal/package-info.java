/** What a call leaves behind. */
@NullMarked
package io.antiphon.ports.journal;

import org.jspecify.annotations.NullMarked;
