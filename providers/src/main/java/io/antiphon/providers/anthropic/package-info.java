/** Anthropic's models over the Messages interface. */
@NullMarked
package io.antiphon.providers.anthropic;

import org.jspecify.annotations.NullMarked;
