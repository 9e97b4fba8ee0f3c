/** What the wires of all vendors with keys have in common: keys, sockets, event streams, failures. */
@NullMarked
package io.antiphon.providers.wire;

import org.jspecify.annotations.NullMarked;
