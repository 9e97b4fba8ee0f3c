/** Cartesia's WebSocket for voices on a real socket. */
@NullMarked
package io.antiphon.testkit.cartesia;

import org.jspecify.annotations.NullMarked;
