/** Calls that Retell hosts: it hears, takes turns and speaks, and asks us for words. */
@NullMarked
package io.antiphon.lines.retell;

import org.jspecify.annotations.NullMarked;
