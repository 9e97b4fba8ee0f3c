/** OpenAI's realtime transcription on a real socket. */
@NullMarked
package io.antiphon.testkit.openai.transcription;

import org.jspecify.annotations.NullMarked;
