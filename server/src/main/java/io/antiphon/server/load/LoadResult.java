package io.antiphon.server.load;

import java.util.List;

/**
 * A report, and what a person may want to see besides.
 *
 * @param overFloor every turn's time over the floor, least first
 * @param bargeIns how often callers cut in
 * @param early times the agent began to speak before the caller had finished
 * @param speakingShare of the callers' time, how much they spoke
 * @param heapKibPerCall what a call keeps alive beyond what was there without calls
 */
public record LoadResult(
        LoadReport report,
        List<Double> overFloor,
        int bargeIns,
        int early,
        double speakingShare,
        double heapKibPerCall) {
    public LoadResult {
        overFloor = List.copyOf(overFloor);
    }
}
