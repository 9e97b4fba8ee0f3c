package io.antiphon.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.testkit.wire.NobodysDoor;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final TracedCall CALL =
            new TracedCall(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "browser");

    private final List<String> told = new ArrayList<>();

    @Test
    void tellsACollectorOfACallItsTurnsTheirPartsAndTools() throws IOException {
        try (var collector = new Collector()) {
            try (var tracing = Tracing.of(settings(collector.address()), "1")) {
                talk(tracing.traced(CALL, new Listing(told)));
            }
            List<Span> spans = collector.trace(CALL.id().toString());
            assertThat(spans)
                    .extracting(Span::getName)
                    .containsExactlyInAnyOrder("call", "turn", "ear", "model", "voice", "wire", "tool");
            Span call = only(spans, "call");
            Span turn = only(spans, "turn");
            assertThat(call.getParentSpanId().isEmpty()).isTrue();
            assertThat(turn.getParentSpanId()).isEqualTo(call.getSpanId());
            assertThat(only(spans, "tool").getParentSpanId()).isEqualTo(call.getSpanId());
            assertThat(only(spans, "ear").getParentSpanId()).isEqualTo(turn.getSpanId());
            assertThat(millis(turn)).isEqualTo(3_000);
            assertThat(millis(only(spans, "ear"))).isEqualTo(300);
            assertThat(only(spans, "model").getStartTimeUnixNano())
                    .isEqualTo(only(spans, "ear").getEndTimeUnixNano());
            assertThat(millis(only(spans, "tool"))).isEqualTo(700);
            assertThat(turn.getAttributesList())
                    .filteredOn(one -> one.getKey().equals("antiphon.turn.voice_to_voice_ms"))
                    .singleElement()
                    .satisfies(one -> assertThat(one.getValue().getIntValue()).isEqualTo(620));
            assertThat(spans.toString()).doesNotContain("secret words", "secret answer", "secret argument");
            assertThat(collector.keys()).isNotEmpty().allMatch("0123"::equals);
        }
        assertThat(told).containsExactly("ToolStarted", "ToolFinished", "turn 1", "ended");
    }

    @Test
    void tellsNobodyWithoutACollector() {
        try (var tracing = Tracing.of(settings(null), "1")) {
            CallJournal journal = new Listing(told);
            assertThat(tracing.traced(CALL, journal)).isSameAs(journal);
        }
    }

    @Test
    void letsACallGoOnThoughTheCollectorIsAway() {
        try (var tracing = Tracing.of(settings(NobodysDoor.ADDRESS), "1")) {
            talk(tracing.traced(CALL, new Listing(told)));
        }
        assertThat(told).endsWith("ended");
    }

    private static void talk(CallJournal journal) {
        journal.event(new JournalEvent(10, 200_000, "ToolStarted", Map.of("id", "t1.1", "name", "book")));
        journal.event(new JournalEvent(
                45,
                900_000,
                "ToolFinished",
                Map.of("id", "t1.1", "name", "book", "arguments", "secret argument", "result", "secret answer")));
        journal.turn(new TurnRecord(
                1,
                "secret words",
                "secret answer",
                List.of(),
                0.5,
                "lector",
                false,
                new TurnRecord.Latency(300, -1, 200, 100, 20, 620, -1),
                1,
                new TurnRecord.Span(1_000_000, 4_000_000)));
        journal.ended("user_hangup", 250);
    }

    private static Configuration.Traces settings(@Nullable URI endpoint) {
        return new Configuration.Traces(endpoint, "x-key=0123", "antiphon");
    }

    private static Span only(List<Span> spans, String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long millis(Span span) {
        return (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1_000_000;
    }

    /** A journal that lists what it is told. */
    private record Listing(List<String> told) implements CallJournal {
        @Override
        public void event(JournalEvent event) {
            told.add(event.type());
        }

        @Override
        public void transcript(TranscriptEntry entry) {}

        @Override
        public void turn(TurnRecord turn) {
            told.add("turn " + turn.number());
        }

        @Override
        public void sound(Frame caller, @Nullable Frame agent) {}

        @Override
        public void ended(String reason, long ticks) {
            told.add("ended");
        }
    }
}
