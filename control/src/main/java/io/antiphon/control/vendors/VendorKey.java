package io.antiphon.control.vendors;

import java.time.Instant;

/**
 * A vendor's key as an organisation may see it.
 *
 * @param vendor such as {@code deepgram}
 * @param lastFour its end; empty where it is so short that this would tell much of it
 * @param setBy as people know them
 */
public record VendorKey(String vendor, String lastFour, String setBy, Instant setAt) {}
