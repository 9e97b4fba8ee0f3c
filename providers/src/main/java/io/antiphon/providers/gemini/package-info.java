/** Google's Gemini models over the generateContent interface. */
@NullMarked
package io.antiphon.providers.gemini;

import org.jspecify.annotations.NullMarked;
