/** The keys with which an organisation switches vendors on for its own agents. */
@NullMarked
package io.antiphon.control.vendors;

import org.jspecify.annotations.NullMarked;
