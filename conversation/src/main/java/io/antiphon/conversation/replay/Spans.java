package io.antiphon.conversation.replay;

import java.util.ArrayList;
import java.util.List;

/** Collects ticks in which something sounds into spans; short gaps belong to them. */
final class Spans {
    /** Gaps up to so many ticks do not part two spans: 200 ms. */
    private static final int GAP = 10;

    private final List<Timeline.Span> spans = new ArrayList<>();

    void sounds(long tick) {
        if (!spans.isEmpty() && tick - spans.getLast().to() <= GAP) {
            spans.set(spans.size() - 1, new Timeline.Span(spans.getLast().from(), tick + 1));
        } else {
            spans.add(new Timeline.Span(tick, tick + 1));
        }
    }

    List<Timeline.Span> all() {
        return spans;
    }
}
