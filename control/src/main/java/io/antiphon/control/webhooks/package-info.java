/** Who is told, by a request to an address of theirs, of what happens here. */
@NullMarked
package io.antiphon.control.webhooks;

import org.jspecify.annotations.NullMarked;
