/** The program: where it starts. */
@NullMarked
package io.antiphon.server;

import org.jspecify.annotations.NullMarked;
