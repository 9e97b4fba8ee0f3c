package io.antiphon.providers.retell;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.JsonExchange;
import io.antiphon.providers.wire.JsonExchange.Answer;
import io.antiphon.providers.wire.Query;
import io.antiphon.providers.wire.VendorFailures;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Retell's REST API, as far as it is used here. What is only looked at is asked for again where Retell is too busy or breaks;
 * nothing else is sent twice. Serves many threads at once.
 *
 * @see <a href="https://docs.retellai.com/api-references">API reference</a>
 */
public final class RetellApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    /** Agents on a page of the list; Retell's own limit is 1000. */
    private static final int PAGE = 1000;

    /** Nobody has more pages of agents; a list that goes on has no end. */
    private static final int MOST_PAGES = 20;

    /** How often something is looked at, at most. */
    private static final int TRIES = 3;

    private static final int SHORTEST_PAUSE_MS = 150;
    private static final int LONGEST_PAUSE_MS = 450;

    private final URI api;
    private final ApiKey key;
    private final VendorFailures failures = new VendorFailures("retell");
    private final JsonExchange exchange;

    public RetellApi(URI api, ApiKey key) {
        this(api, key, PATIENCE);
    }

    /** @param patience from connecting to the last byte of an answer */
    public RetellApi(URI api, ApiKey key, Duration patience) {
        this.api = api;
        this.key = key;
        this.exchange = new JsonExchange(failures, patience);
    }

    /** An agent in the list. */
    public record Agent(String id, String name) {}

    /** An agent with all its settings; empty where there is none of this id under the key. */
    public Optional<JsonNode> agent(String id) throws ProviderFailure, InterruptedException {
        return found(look("/get-agent/" + segment(id)));
    }

    /** All agents that speak, the newest first. */
    public List<Agent> agents() throws ProviderFailure, InterruptedException {
        List<Agent> agents = new ArrayList<>();
        String next = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode told = agents(next);
            // Servers of before 2026 answer with the bare list.
            JsonNode items = told.isArray() ? told : told.path("items");
            items.forEach(item -> agents.add(new Agent(
                    item.path("agent_id").asString(""), item.path("agent_name").asString(""))));
            next = told.path("pagination_key").asString("");
            if (!told.path("has_more").asBoolean(false) || next.isEmpty()) {
                break;
            }
        }
        return agents;
    }

    private JsonNode agents(String after) throws ProviderFailure, InterruptedException {
        ObjectNode wanted = JSON.createObjectNode();
        wanted.putObject("filter_criteria")
                .putObject("channel")
                .put("type", "string")
                .put("op", "eq")
                .put("value", "voice");
        Query query = Query.http(api, "/v2/list-agents").with("limit", PAGE);
        if (!after.isEmpty()) {
            query.with("pagination_key", after);
        }
        Answer answer = exchange.ask(request(query.uri()).POST(body(wanted)).build());
        if (answer.status() == 404) {
            return good(look("/list-agents"));
        }
        return good(answer);
    }

    /**
     * Makes an agent.
     *
     * @return its id
     */
    public String createAgent(ObjectNode settings) throws ProviderFailure, InterruptedException {
        JsonNode made =
                good(exchange.ask(request("/create-agent").POST(body(settings)).build()));
        String id = made.path("agent_id").asString("");
        if (id.isEmpty()) {
            throw failures.unreadable("made an agent and did not say its id");
        }
        return id;
    }

    /** Changes the newest draft of an agent; what is not in {@code settings} stays. */
    public void updateAgent(String id, ObjectNode settings) throws ProviderFailure, InterruptedException {
        good(exchange.ask(request("/update-agent/" + segment(id))
                .method("PATCH", body(settings))
                .build()));
    }

    /** A telephone number with its settings, by E.164; empty where Retell does not know it. */
    public Optional<JsonNode> number(String number) throws ProviderFailure, InterruptedException {
        return found(look("/get-phone-number/" + segment(number)));
    }

    /** Tells Retell of a number that another carrier serves over SIP. */
    public void importNumber(ObjectNode settings) throws ProviderFailure, InterruptedException {
        good(exchange.ask(request("/import-phone-number").POST(body(settings)).build()));
    }

    /** Changes a number that Retell knows, by E.164. */
    public void updateNumber(String number, ObjectNode settings) throws ProviderFailure, InterruptedException {
        good(exchange.ask(request("/update-phone-number/" + segment(number))
                .method("PATCH", body(settings))
                .build()));
    }

    /** A call; empty where there is none of this id under the key. */
    public Optional<RetellCall> call(String id) throws ProviderFailure, InterruptedException {
        return found(look("/v2/get-call/" + segment(id))).map(RetellCall::of);
    }

    /** Asks for a call, whatever the answer's status; empty where nobody knows whether it arrived. */
    Optional<Answer> createPhoneCall(ObjectNode call) throws ProviderFailure, InterruptedException {
        return exchange.askOnce(
                request("/v2/create-phone-call").POST(body(call)).build());
    }

    /** Ends a call; whether there was one of this id that could be ended. */
    public boolean stopCall(String id) throws ProviderFailure, InterruptedException {
        Answer answer = exchange.ask(request("/v2/stop-call/" + segment(id))
                .POST(BodyPublishers.noBody())
                .build());
        boolean over = isMissing(answer) || answer.status() == 400 || answer.status() == 409;
        if (!over) {
            good(answer);
        }
        return !over;
    }

    private Answer look(String path) throws ProviderFailure, InterruptedException {
        for (int tries = 1; ; tries++) {
            Answer answer = exchange.ask(request(path).GET().build());
            if (tries == TRIES || (answer.status() != 429 && answer.status() < 500)) {
                return answer;
            }
            // Not all at once, who were turned away together.
            Thread.sleep(ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS));
        }
    }

    /** Older resources are missing with 422, newer ones with 404. */
    private static boolean isMissing(Answer answer) {
        return answer.status() == 404 || answer.status() == 422;
    }

    private Optional<JsonNode> found(Answer answer) throws ProviderFailure {
        return isMissing(answer) ? Optional.empty() : Optional.of(good(answer));
    }

    private JsonNode good(Answer answer) throws ProviderFailure {
        if (answer.status() >= 300) {
            throw refusal(answer);
        }
        return answer.body();
    }

    /** What an answer that is no good one says. Retell's message is left out: it may quote what was sent. */
    ProviderFailure refusal(Answer answer) {
        return switch (answer.status()) {
            case 400 ->
                failure(
                        Kind.BAD_REQUEST,
                        "the request was refused with status 400: Retell does not take" + " what it says");
            case 404, 422 ->
                failure(
                        Kind.NOT_CONFIGURED,
                        "Retell does not know what the request names (status " + answer.status()
                                + "): check RETELL_AGENT_ID, and that the number is one of this account's at Retell");
            default -> failures.status(answer.status(), answer.retryAfter());
        };
    }

    private ProviderFailure failure(Kind kind, String message) {
        return new ProviderFailure(failures.provider(), kind, message);
    }

    private HttpRequest.Builder request(String path) {
        return request(Query.http(api, path).uri());
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key.reveal());
    }

    private static HttpRequest.BodyPublisher body(ObjectNode json) {
        return BodyPublishers.ofString(json.toString());
    }

    /** A plus sign stands as it is in a path (RFC 3986 §3.3). */
    private static String segment(String text) {
        return Query.encoded(text).replace("%2B", "+");
    }

    /** Lets connections go. */
    @Override
    public void close() {
        exchange.close();
    }
}
