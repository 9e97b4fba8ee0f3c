/** Gemini Live on a real socket. */
@NullMarked
package io.antiphon.testkit.gemini.live;

import org.jspecify.annotations.NullMarked;
