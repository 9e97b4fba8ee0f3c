/** Which vendors there are, what each needs, and whether a key serves. */
@NullMarked
package io.antiphon.providers.catalogue;

import org.jspecify.annotations.NullMarked;
