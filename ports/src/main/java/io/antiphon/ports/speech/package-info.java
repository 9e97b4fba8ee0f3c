/** Hearing and speaking. */
@NullMarked
package io.antiphon.ports.speech;

import org.jspecify.annotations.NullMarked;
