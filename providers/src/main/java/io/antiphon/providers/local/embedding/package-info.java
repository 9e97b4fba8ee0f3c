/** Sentence vectors computed on this machine. */
@NullMarked
package io.antiphon.providers.local.embedding;

import org.jspecify.annotations.NullMarked;
