package io.antiphon.control.calls;

/**
 * How the writing of journals goes, since the start of the server.
 *
 * @param lostLines entries for which neither the database, the disk nor memory had room
 * @param refusedLines entries the database cannot hold; they are lost
 * @param brokenSpools calls whose journal the disk did not take
 * @param cutRecordings recordings that ended before their call
 * @param waitingBytes on their way to the database
 * @param databaseAway whether the last attempt to reach it failed
 */
public record JournalFigures(
        long lostLines,
        long refusedLines,
        long brokenSpools,
        long cutRecordings,
        long waitingBytes,
        boolean databaseAway) {}
