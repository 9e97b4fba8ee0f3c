/** What an operator can set: read once, at start, from flags, environment and file. */
@NullMarked
package io.antiphon.server.configuration;

import org.jspecify.annotations.NullMarked;
