/** Figures for Prometheus. Nothing that a caller said, and nothing by which one is known, becomes a label. */
@NullMarked
package io.antiphon.server.metrics;

import org.jspecify.annotations.NullMarked;
