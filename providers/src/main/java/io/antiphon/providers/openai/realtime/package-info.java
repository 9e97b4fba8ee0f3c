/** OpenAI Realtime: a model that hears and speaks by itself, over a WebSocket. */
@NullMarked
package io.antiphon.providers.openai.realtime;

import org.jspecify.annotations.NullMarked;
