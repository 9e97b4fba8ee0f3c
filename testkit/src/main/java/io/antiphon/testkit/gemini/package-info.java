/** Google's generateContent interface on a real socket. */
@NullMarked
package io.antiphon.testkit.gemini;

import org.jspecify.annotations.NullMarked;
