package io.antiphon.server.command;

import io.antiphon.ports.journal.JournalEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fetches the journal of a call from a running server. */
record JournalLookup(ServerAccess access) {
    private static final JsonMapper JSON = JsonMapper.shared();

    List<JournalEvent> of(String call) {
        if (!call.matches("[0-9a-fA-F-]{36}")) {
            throw new CommandFailure(
                    AntiphonCommand.WRONG_USE,
                    "a call's id is a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057, not " + call);
        }
        return events(access.get("/api/v1/calls/" + call + "/journal", "knows no call " + call, "call " + call));
    }

    private static List<JournalEvent> events(String lines) {
        List<JournalEvent> events = new ArrayList<>();
        lines.lines().forEach(line -> {
            JsonNode node = JSON.readTree(line);
            Map<String, String> details = new HashMap<>();
            node.path("details")
                    .properties()
                    .forEach(entry ->
                            details.put(entry.getKey(), entry.getValue().asString("")));
            events.add(new JournalEvent(
                    node.path("tick").asLong(0),
                    node.path("micros").asLong(0),
                    node.path("type").asString(""),
                    details));
        });
        return events;
    }
}
