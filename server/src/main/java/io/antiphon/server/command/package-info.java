/** The command line. */
@NullMarked
package io.antiphon.server.command;

import org.jspecify.annotations.NullMarked;
