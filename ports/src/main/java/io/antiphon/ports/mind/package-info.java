/** Thinking: what a model is asked, what it gives back, and the tools it may use. */
@NullMarked
package io.antiphon.ports.mind;

import org.jspecify.annotations.NullMarked;
