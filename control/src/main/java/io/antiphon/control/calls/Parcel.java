package io.antiphon.control.calls;

/**
 * A line with its call, on its way to the database.
 *
 * @param length in the spool, in bytes
 * @param fromDisk whether it was read from the spool's file
 */
record Parcel(SpoolFile file, SpoolLine line, int length, boolean fromDisk) {}
