/** The embedded English ear: Sphinx4's search with our own front end, scoring and language model. */
@NullMarked
package io.antiphon.providers.local.ear;

import org.jspecify.annotations.NullMarked;
