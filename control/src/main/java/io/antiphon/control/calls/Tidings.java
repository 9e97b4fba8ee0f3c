package io.antiphon.control.calls;

import io.antiphon.audio.Frame;
import io.antiphon.control.webhooks.EventType;
import io.antiphon.control.webhooks.HookEvent;
import io.antiphon.control.webhooks.Outbox;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What webhooks are told of calls. The same is told once, however often it is written. */
final class Tidings {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String BEGIN = "begin";
    /** A call ends once, in whatever way. */
    private static final String END = "end";

    private static final String TOOL_FINISHED = "ToolFinished";
    private static final String PROVIDER_FAILED = "ProviderFailed";
    /** How a tool's failure is told to the model. */
    private static final String FAILED = "error:";

    private final Outbox outbox;

    Tidings(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Tells of lines of the journal, in the transaction that has written them. */
    void tell(UUID org, List<Parcel> parcels) {
        if (parcels.stream().anyMatch(parcel -> isNews(parcel.line().entry()))) {
            outbox.tellAll(
                    org,
                    sql -> parcels.stream()
                            .flatMap(parcel -> event(sql, parcel).stream())
                            .toList());
        }
    }

    /** Tells of the end of a call that no journal tells of, in the transaction that ended it. */
    void over(UUID org, UUID call) {
        outbox.tellAll(org, sql -> ended(sql, call).stream().toList());
    }

    private static boolean isNews(Entry entry) {
        return switch (entry) {
            case Entry.Began began -> true;
            case Entry.Said said -> true;
            case Entry.Ended ended -> true;
            case Entry.Happened(var event) -> type(event) != null;
            case Entry.Took took -> false;
            case Entry.Recorded recorded -> false;
        };
    }

    private static @Nullable EventType type(JournalEvent event) {
        return switch (event.type()) {
            case TOOL_FINISHED -> EventType.FUNCTION_EXECUTED;
            case PROVIDER_FAILED -> EventType.ERROR;
            default -> null;
        };
    }

    private static Optional<HookEvent> event(JdbcClient sql, Parcel parcel) {
        OpenCall call = parcel.file().call();
        long seq = parcel.line().seq();
        return switch (parcel.line().entry()) {
            case Entry.Began(var begun) -> Optional.of(began(begun));
            case Entry.Said(var entry) -> Optional.of(said(call, seq, entry));
            case Entry.Happened(var event) -> happened(call, seq, event);
            case Entry.Ended ended -> ended(sql, call.id());
            case Entry.Took took -> Optional.empty();
            case Entry.Recorded recorded -> Optional.empty();
        };
    }

    private static HookEvent began(OpenCall call) {
        ObjectNode data = whole(call, CallStatus.IN_PROGRESS.word());
        return HookEvent.of(call.id(), BEGIN, EventType.CALL_STARTED, call.startedAt(), data);
    }

    private static HookEvent said(OpenCall call, long seq, TranscriptEntry entry) {
        ObjectNode data = of(call).put("turn", entry.turn())
                .put("role", entry.role().name().toLowerCase(Locale.ROOT))
                .put("content", entry.text())
                .put("language", entry.language())
                .put("start_ms", entry.startTick() * Frame.MILLIS)
                .put("end_ms", entry.endTick() * Frame.MILLIS)
                .put("interrupted", entry.interrupted())
                .put("confidence", Double.isNaN(entry.confidence()) ? null : entry.confidence());
        return at(call, seq, EventType.CONVERSATION_UPDATED, entry.endTick(), data);
    }

    private static Optional<HookEvent> happened(OpenCall call, long seq, JournalEvent event) {
        EventType type = type(event);
        if (type == null) {
            return Optional.empty();
        }
        ObjectNode data = type == EventType.ERROR ? failure(call, event.details()) : executed(call, event.details());
        return Optional.of(at(call, seq, type, event.tick(), data));
    }

    private static ObjectNode executed(OpenCall call, Map<String, String> details) {
        String result = details.getOrDefault("result", "");
        boolean failed = result.startsWith(FAILED);
        ObjectNode data = of(call).put("turn", turn(details))
                .put("request", details.getOrDefault("id", ""))
                .put("name", details.getOrDefault("name", ""))
                .put("status", failed ? "failed" : "completed");
        data.set("arguments", json(details.getOrDefault("arguments", "{}")));
        data.set("result", failed ? null : json(result));
        return data.put("error", failed ? result.substring(FAILED.length()).strip() : null);
    }

    private static ObjectNode failure(OpenCall call, Map<String, String> details) {
        return of(call).put("turn", turn(details))
                .put("part", details.getOrDefault("part", "").toLowerCase(Locale.ROOT))
                .put("provider", details.getOrDefault("provider", ""))
                .put("kind", details.getOrDefault("kind", "").toLowerCase(Locale.ROOT));
    }

    private static int turn(Map<String, String> details) {
        return Integer.parseInt(details.getOrDefault("turn", "0"));
    }

    /** As its row says, which other lines and other hands have written to. */
    private static Optional<HookEvent> ended(JdbcClient sql, UUID call) {
        return sql.sql("select * from calls where id = ? and ended_at is not null")
                .param(call)
                .query(Tidings::ended)
                .optional();
    }

    private static HookEvent ended(ResultSet row, int number) throws SQLException {
        OpenCall call = OpenCall.read(row, number);
        Instant at = row.getObject("ended_at", Timestamp.class).toInstant();
        String status = row.getString("status");
        ObjectNode data = whole(call, status)
                .put("ended_at", at.toString())
                .put("duration_seconds", row.getObject("duration_seconds", Integer.class))
                .put("end_reason", row.getString("end_reason"));
        boolean failed = status.equals(CallStatus.FAILED.word());
        return HookEvent.of(call.id(), END, failed ? EventType.CALL_FAILED : EventType.CALL_ENDED, at, data);
    }

    private static ObjectNode whole(OpenCall call, String status) {
        ObjectNode data = of(call).put("channel", call.channel())
                .put("direction", call.direction().name().toLowerCase(Locale.ROOT))
                .put("caller_number", call.callerNumber())
                .put("provider_call_id", call.providerCallId())
                .put("status", status)
                .put("started_at", call.startedAt().toString());
        data.set("variables", JSON.readTree(call.variablesJson()));
        return data;
    }

    private static ObjectNode of(OpenCall call) {
        return JSON.createObjectNode()
                .put("call_id", call.id().toString())
                .put("agent_id", Objects.toString(call.agent(), null));
    }

    private static HookEvent at(OpenCall call, long seq, EventType type, long tick, ObjectNode data) {
        return HookEvent.of(
                call.id(), Long.toString(seq), type, call.startedAt().plusMillis(tick * Frame.MILLIS), data);
    }

    /** What is no JSON becomes a text of it. */
    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException notJson) {
            return JSON.getNodeFactory().stringNode(text);
        }
    }
}
