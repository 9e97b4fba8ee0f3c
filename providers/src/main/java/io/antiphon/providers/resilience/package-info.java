/** Providers that are left alone for a while when they fail, and tell how they are. */
@NullMarked
package io.antiphon.providers.resilience;

import org.jspecify.annotations.NullMarked;
