/** OpenAI's text to speech on a real socket. */
@NullMarked
package io.antiphon.testkit.openai.speech;

import org.jspecify.annotations.NullMarked;
