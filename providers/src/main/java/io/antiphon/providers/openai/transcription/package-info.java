/** OpenAI's realtime transcription. */
@NullMarked
package io.antiphon.providers.openai.transcription;

import org.jspecify.annotations.NullMarked;
