/** OpenAI's text to speech. */
@NullMarked
package io.antiphon.providers.openai.speech;

import org.jspecify.annotations.NullMarked;
