/** The contract test of each port, extended by every adapter and every stand-in. */
@NullMarked
package io.antiphon.testkit;

import org.jspecify.annotations.NullMarked;
