package io.antiphon.server.command;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the server what it wrote down of a call. */
final class CallLookup {
    /** The server writes a turn down within a tenth of a second or so; this many tries of 100 ms each. */
    private static final int TRIES = 30;

    private final CallPlan plan;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final JsonMapper json = JsonMapper.builder().build();

    CallLookup(CallPlan plan) {
        this.plan = plan;
    }

    /** The server's id of the call that the carrier names so; null when it does not know it. */
    @Nullable
    String idOf(String providerCallId) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            JsonNode calls =
                    get("/api/v1/calls?provider_call_id=" + providerCallId).path("calls");
            if (!calls.isEmpty()) {
                return calls.get(0).path("id").asString();
            }
            pause();
        }
        return null;
    }

    /** What the agent said before the caller said anything. */
    String greeting(String callId) throws InterruptedException {
        for (JsonNode turn : turns(callId)) {
            if (turn.path("heard").asString("").isEmpty()) {
                return turn.path("spoken").asString("");
            }
        }
        return "";
    }

    List<JsonNode> turns(String callId) throws InterruptedException {
        List<JsonNode> turns = new ArrayList<>();
        get("/api/v1/calls/" + callId).path("turns_detail").forEach(turns::add);
        return turns;
    }

    /** What has come of a turn of the caller, once it is written down. */
    CallReport.Turn exchange(@Nullable String callId, int knownTurns, String caller, int millis)
            throws InterruptedException {
        List<JsonNode> turns = List.of();
        for (int i = 0; callId != null && turns.size() <= knownTurns && i < TRIES; i++) {
            turns = turns(callId);
            if (turns.size() <= knownTurns) {
                pause();
            }
        }
        StringBuilder heard = new StringBuilder();
        StringBuilder agent = new StringBuilder();
        List<Map<String, Object>> sources = new ArrayList<>();
        boolean interrupted = false;
        for (JsonNode turn : turns.subList(Math.min(knownTurns, turns.size()), turns.size())) {
            append(heard, turn.path("heard").asString(""));
            append(agent, turn.path("spoken").asString(""));
            interrupted |= turn.path("interrupted").asBoolean(false);
            for (JsonNode source : turn.path("sources")) {
                Map<String, Object> named = Map.of(
                        "document", source.path("document").asString(""),
                        "page", source.path("page").asInt(1));
                if (!sources.contains(named)) {
                    sources.add(named);
                }
            }
        }
        return new CallReport.Turn(caller, heard.toString(), agent.toString(), sources, millis, interrupted);
    }

    private static void append(StringBuilder text, String more) {
        if (!more.isEmpty()) {
            text.append(text.isEmpty() ? "" : " ").append(more);
        }
    }

    private JsonNode get(String path) throws InterruptedException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(plan.api(path)).timeout(Duration.ofSeconds(5));
            plan.key().headers().forEach(request::header);
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 401 || response.statusCode() == 403) {
                throw plan.key().refused(plan.server());
            }
            return response.statusCode() == 200 ? json.readTree(response.body()) : json.createObjectNode();
        } catch (IOException unreachable) {
            return json.createObjectNode();
        }
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(100);
    }
}
