package io.antiphon.control.calls;

import io.antiphon.audio.Frame;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.ports.knowledge.Passage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What calls of tests consist of. */
final class Talk {
    private Talk() {}

    static NewCall browserCall(UUID org) {
        return new NewCall(org, null, "browser", NewCall.Direction.INBOUND, null, null);
    }

    static JournalEvent event(long tick) {
        return new JournalEvent(tick, tick * 20_000, "caller_frame", Map.of("tick", Long.toString(tick)));
    }

    static TranscriptEntry caller(int turn, String text, long from, long to) {
        return new TranscriptEntry(turn, TranscriptEntry.Role.USER, text, "en-US", from, to, false, 0.9);
    }

    static TranscriptEntry agent(int turn, String text, long from, long to) {
        return new TranscriptEntry(turn, TranscriptEntry.Role.ASSISTANT, text, "en-US", from, to, true, Double.NaN);
    }

    static TurnRecord turn(int number, int voiceToVoice) {
        return new TurnRecord(
                number,
                "when do you open",
                "at nine",
                List.of(new Passage("hours.md", "Hours", "Week", 1, "We open at nine.", "0123456789abcdef", 0.8)),
                0.75,
                "local",
                false,
                new TurnRecord.Latency(100, 20, 5, 60, 10, voiceToVoice, -1),
                0,
                TurnRecord.Span.UNKNOWN);
    }

    /** A frame full of one value. */
    static Frame level(int rate, int value) {
        var samples = new short[Frame.length(rate)];
        Arrays.fill(samples, (short) value);
        return new Frame(samples, rate);
    }
}
