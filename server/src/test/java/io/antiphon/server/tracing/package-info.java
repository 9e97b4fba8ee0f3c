@NullMarked
package io.antiphon.server.tracing;

import org.jspecify.annotations.NullMarked;
