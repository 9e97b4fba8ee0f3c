/** What agents do by asking an address over HTTP. */
@NullMarked
package io.antiphon.providers.tool;

import org.jspecify.annotations.NullMarked;
