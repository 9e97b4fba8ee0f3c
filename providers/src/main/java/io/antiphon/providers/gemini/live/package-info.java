/** Gemini Live: a model that hears and speaks by itself, over a WebSocket. */
@NullMarked
package io.antiphon.providers.gemini.live;

import org.jspecify.annotations.NullMarked;
