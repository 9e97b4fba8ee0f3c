package io.antiphon.server.command;

import io.antiphon.ports.journal.JournalEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fetches the journal of a call from a running server. */
record JournalLookup(URI server, ServerKey key) {
    private static final JsonMapper JSON = JsonMapper.shared();

    List<JournalEvent> of(String call) {
        if (!call.matches("[0-9a-fA-F-]{36}")) {
            throw new CommandFailure(
                    AntiphonCommand.WRONG_USE,
                    "a call's id is a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057, not " + call);
        }
        URI address = URI.create(server.toString().replaceAll("/+$", "") + "/api/v1/calls/" + call + "/journal");
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60));
            key.headers().forEach(request::header);
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> events(answer.body());
                case 401, 403 -> throw key.refused(server);
                case 404 -> throw new CommandFailure(AntiphonCommand.FAILED, server + " knows no call " + call);
                default ->
                    throw new CommandFailure(
                            AntiphonCommand.FAILED, server + " answered " + answer.statusCode() + " for call " + call);
            };
        } catch (IOException unreachable) {
            throw new CommandFailure(
                    AntiphonCommand.UNREACHABLE, server + " cannot be reached: is antiphon up running there?");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(AntiphonCommand.FAILED, "stopped");
        }
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
