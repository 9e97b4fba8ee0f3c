/** How this server is made known to Retell, and what Retell tells over HTTP. */
@NullMarked
package io.antiphon.server.retell;

import org.jspecify.annotations.NullMarked;
