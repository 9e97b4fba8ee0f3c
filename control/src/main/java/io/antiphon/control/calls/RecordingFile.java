package io.antiphon.control.calls;

/**
 * A recording on the disk.
 *
 * @param path below the recordings' folder, with slashes
 * @param rate samples a second of each channel
 * @param bytes length of the file
 * @param partial whether a part of the call is missing from it
 */
record RecordingFile(String path, double seconds, int rate, int channels, long bytes, boolean partial) {}
