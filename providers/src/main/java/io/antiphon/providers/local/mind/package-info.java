/** An answerer that needs no model, no account and no key. */
@NullMarked
package io.antiphon.providers.local.mind;

import org.jspecify.annotations.NullMarked;
