/** A chat endpoint that speaks OpenAI's language on a real socket, as well and as badly as a test wants. */
@NullMarked
package io.antiphon.testkit.openai;

import org.jspecify.annotations.NullMarked;
