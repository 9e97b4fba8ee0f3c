/** The words and schemas that all models are given. */
@NullMarked
package io.antiphon.providers.prompt;

import org.jspecify.annotations.NullMarked;
