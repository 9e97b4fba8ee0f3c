package io.antiphon.control.calls;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls as files to take away, written as they are read: no list is too long for the memory. */
final class CallExport {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int AT_A_TIME = 200;
    private static final String COLUMNS = "id,started_at,ended_at,duration_seconds,status,end_reason,direction,channel,"
            + "caller_number,agent,turns,voice_to_voice_p50_ms,voice_to_voice_p95_ms,interrupted,error,recording\r\n";

    private final Calls calls;

    CallExport(Calls calls) {
        this.calls = calls;
    }

    /** The calls that {@code filter} asks for, a line of CSV each (RFC 4180), newest first. */
    void csv(UUID org, CallFilter filter, OutputStream out) throws IOException {
        // What cannot be written ends the export; the stream is the container's to close.
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(COLUMNS);
        for (var page = page(org, filter, null); page != null; page = next(org, filter, page)) {
            for (CallView call : page.calls()) {
                writer.write(line(call));
            }
            writer.flush();
        }
    }

    /** The same, a line of JSON each. */
    void lines(UUID org, CallFilter filter, OutputStream out) throws IOException {
        for (var page = page(org, filter, null); page != null; page = next(org, filter, page)) {
            for (CallView call : page.calls()) {
                out.write(JSON.writeValueAsBytes(call));
                out.write('\n');
            }
            out.flush();
        }
    }

    private CallView.Page page(UUID org, CallFilter filter, @Nullable CallCursor before) {
        return calls.list(org, filter.before(before), AT_A_TIME);
    }

    private CallView.@Nullable Page next(UUID org, CallFilter filter, CallView.Page page) {
        return page.next() == null ? null : page(org, filter, CallCursor.of(page.next()));
    }

    private static String line(CallView call) {
        var waits = call.voiceToVoiceMs();
        var agent = call.agent();
        return Stream.of(
                        call.id(),
                        call.startedAt(),
                        call.endedAt(),
                        call.durationSeconds(),
                        call.status(),
                        call.endReason(),
                        call.direction(),
                        call.channel(),
                        call.callerNumber(),
                        agent == null ? null : agent.name(),
                        call.turns(),
                        waits == null ? null : waits.p50(),
                        waits == null ? null : waits.p95(),
                        call.interrupted(),
                        call.error(),
                        call.recording())
                .map(CallExport::cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (!text.isEmpty() && "=@-\t".indexOf(text.charAt(0)) >= 0) {
            // A spreadsheet would take it for a formula.
            text = "'" + text;
        }
        return text.matches("[^\",\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** All there is of one call: what its page shows, and its journal. */
    void whole(UUID org, CallDetail call, OutputStream out) throws IOException {
        JsonNode shown = JSON.valueToTree(call);
        try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            shown.forEachEntry((name, value) -> {
                json.writeName(name);
                json.writeTree(value);
            });
            json.writeName("journal");
            json.writeStartArray();
            List<Calls.NumberedEvent> events = calls.events(org, call.call().id(), -1, 5 * AT_A_TIME);
            while (!events.isEmpty()) {
                events.forEach(event -> json.writePOJO(EventLine.of(event)));
                events = calls.events(org, call.call().id(), events.getLast().seq(), 5 * AT_A_TIME);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** What was said, for people to read. */
    static String text(CallDetail call) {
        var text = new StringBuilder();
        var agent = call.call().agent();
        text.append(agent == null ? "Call" : agent.displayName())
                .append(", ")
                .append(call.call().startedAt())
                .append("\n\n");
        for (CallDetail.Line line : call.transcript()) {
            var at = Duration.ofMillis(line.startMs());
            text.append("[%02d:%02d] ".formatted(at.toMinutes(), at.toSecondsPart()))
                    .append(
                            switch (line.role()) {
                                case "user" -> "Caller";
                                case "operator" -> "Operator";
                                default -> "Agent";
                            })
                    .append(": ")
                    .append(line.content())
                    .append(line.interrupted() ? " —" : "")
                    .append('\n');
        }
        return text.toString();
    }
}
