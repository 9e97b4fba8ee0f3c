/** The concierge: an assistant that books tables by telephone for those who ask for them. */
@NullMarked
package io.antiphon.apps.concierge;

import org.jspecify.annotations.NullMarked;
