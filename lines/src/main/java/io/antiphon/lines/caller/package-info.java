/** The caller's own end of both protocols: for the command line, tests and load runs. */
@NullMarked
package io.antiphon.lines.caller;

import org.jspecify.annotations.NullMarked;
