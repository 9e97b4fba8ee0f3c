/** How well the engine hears whose turn it is, measured on recorded human speech with exact labels. */
@NullMarked
package io.antiphon.bench.listening;

import org.jspecify.annotations.NullMarked;
