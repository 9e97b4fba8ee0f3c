package io.antiphon.control.outbound;

import io.antiphon.ports.line.Carrier;
import org.jspecify.annotations.Nullable;

/**
 * Who places calls here.
 *
 * @param carrier null where there is none
 * @param remedy what to set so that there is one
 */
public record Dialling(@Nullable Carrier carrier, String remedy) {}
