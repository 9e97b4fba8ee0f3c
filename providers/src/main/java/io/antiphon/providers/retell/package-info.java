/** Retell's part outside of its sockets: agents and numbers there, placing calls, and how it proves who it is. */
@NullMarked
package io.antiphon.providers.retell;

import org.jspecify.annotations.NullMarked;
