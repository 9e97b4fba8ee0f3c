/** Written text made ready for the ear: what may be spoken of it, and where its sentences end. */
@NullMarked
package io.antiphon.providers.local.text;

import org.jspecify.annotations.NullMarked;
