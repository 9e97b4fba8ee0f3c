package io.antiphon.control.calls;

import java.util.concurrent.atomic.LongAdder;

/** Counts of what could not be kept. */
final class Losses {
    private final LongAdder lines = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder brokenSpools = new LongAdder();
    private final LongAdder cutRecordings = new LongAdder();

    void lines(int count) {
        lines.add(count);
    }

    void refused() {
        refused.increment();
    }

    void spoolBroken() {
        brokenSpools.increment();
    }

    void recordingCut() {
        cutRecordings.increment();
    }

    JournalFigures figures(long waitingBytes, boolean databaseAway) {
        return new JournalFigures(
                lines.sum(), refused.sum(), brokenSpools.sum(), cutRecordings.sum(), waitingBytes, databaseAway);
    }
}
