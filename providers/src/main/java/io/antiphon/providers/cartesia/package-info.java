/** Cartesia's voices over their WebSocket. */
@NullMarked
package io.antiphon.providers.cartesia;

import org.jspecify.annotations.NullMarked;
