package io.antiphon.control.calls;

import io.antiphon.audio.Frame;
import io.antiphon.ports.journal.JournalEvent;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the journal tells of the tools that ran, as rows. */
final class ToolRows {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    /** How a tool's failure is told to the model. */
    private static final String FAILED = "error:";

    private final List<@Nullable Object[]> started = new ArrayList<>();
    private final List<@Nullable Object[]> finished = new ArrayList<>();

    void add(OpenCall call, JournalEvent event) {
        String request = event.details().get("id");
        if (request == null) {
            return;
        }
        long at = event.tick() * Frame.MILLIS;
        switch (event.type()) {
            case "ToolStarted" ->
                started.add(Ledger.Rows.row(
                        call.id(),
                        Integer.valueOf(event.details().getOrDefault("turn", "0")),
                        Ledger.Rows.storable(request),
                        Ledger.Rows.storable(event.details().getOrDefault("name", "")),
                        json(event.details().getOrDefault("arguments", "{}")),
                        at,
                        Timestamp.from(call.startedAt().plusMillis(at))));
            case "ToolFinished" -> {
                String result = event.details().getOrDefault("result", "");
                boolean failed = result.startsWith(FAILED);
                finished.add(Ledger.Rows.row(
                        failed ? "failed" : "completed",
                        failed ? null : json(result),
                        failed
                                ? Ledger.Rows.storable(
                                        result.substring(FAILED.length()).strip())
                                : null,
                        at,
                        call.id(),
                        Ledger.Rows.storable(request)));
            }
            default -> {}
        }
    }

    List<@Nullable Object[]> started() {
        return started;
    }

    List<@Nullable Object[]> finished() {
        return finished;
    }

    /** What is no JSON becomes a text of it. */
    private static String json(String text) {
        String json;
        try {
            json = JSON.writeValueAsString(JSON.readTree(text));
        } catch (JacksonException notJson) {
            json = JSON.writeValueAsString(text);
        }
        return Ledger.Rows.storable(json.replace("\\u0000", "\\ufffd"));
    }
}
