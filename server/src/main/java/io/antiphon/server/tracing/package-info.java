/** A trace a call, a span a turn, for whoever collects them. Nothing that was said stands in one. */
@NullMarked
package io.antiphon.server.tracing;

import org.jspecify.annotations.NullMarked;
