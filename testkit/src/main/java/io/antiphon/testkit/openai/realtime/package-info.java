/** OpenAI Realtime on a real socket. */
@NullMarked
package io.antiphon.testkit.openai.realtime;

import org.jspecify.annotations.NullMarked;
