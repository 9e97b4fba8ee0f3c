/** A call from a real browser to the server as it is shipped. */
@NullMarked
package io.antiphon.server.browser;

import org.jspecify.annotations.NullMarked;
