/** Any chat model behind an endpoint that speaks OpenAI's language. */
@NullMarked
package io.antiphon.providers.openai;

import org.jspecify.annotations.NullMarked;
