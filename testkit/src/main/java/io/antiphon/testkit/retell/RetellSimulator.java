package io.antiphon.testkit.retell;

import io.antiphon.testkit.wire.Door;
import io.antiphon.testkit.wire.HttpScript;
import io.antiphon.testkit.wire.ReceivedRequest;
import io.antiphon.testkit.wire.Vendor;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Retell's REST API of 2026 on loopback: agents, telephone numbers, calls. What becomes of a call that was placed is up to
 * the test: see {@link PlacedCall}. The number {@code +15005550001} is called by nobody.
 */
public final class RetellSimulator implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final String NOBODYS = "+15005550001";
    private static final String MISSING = "Cannot find requested asset under given api key.";

    private final String key;
    private final Door door;
    private final SimulatedAgents agents = new SimulatedAgents();
    private final Map<String, ObjectNode> numbers = new ConcurrentHashMap<>();
    private final Map<String, PlacedCall> calls = new ConcurrentHashMap<>();
    private final BlockingQueue<PlacedCall> placed = new LinkedBlockingQueue<>();
    private final Queue<HttpScript<?>> mishaps = new ConcurrentLinkedQueue<>();
    private volatile boolean losesItsAnswer;

    private RetellSimulator(String key) {
        this.key = key;
        this.door = Door.open(0, new Retell());
    }

    /** Starts on a free port with an account that has no agents and no numbers. */
    public static RetellSimulator start(String key) {
        return new RetellSimulator(key);
    }

    /** What a client takes for {@code https://api.retellai.com}. */
    public URI baseUrl() {
        return URI.create(door.address());
    }

    /** Where requests are. */
    public Door door() {
        return door;
    }

    /** The account has one agent more, which tells {@code webhook} of its calls: its id. */
    public String hasAgent(String name, String webhook) {
        ObjectNode settings = JSON.createObjectNode()
                .put("agent_name", name)
                .put("voice_id", "cartesia-Cimo")
                .put("webhook_url", webhook);
        settings.putObject("response_engine").put("type", "retell-llm").put("llm_id", "llm_1");
        return agents.make(settings).path("agent_id").asString();
    }

    /** The account has one number more. */
    public void hasNumber(String number) {
        numbers.put(number, number(number));
    }

    private static ObjectNode number(String number) {
        return JSON.createObjectNode()
                .put("phone_number", number)
                .put("phone_number_type", "custom")
                .put("last_modification_timestamp", Instant.now().toEpochMilli());
    }

    /** An agent's settings as they are now. */
    public JsonNode agent(String id) {
        ObjectNode agent = agents.find(id);
        return agent == null ? JSON.createObjectNode() : agent.deepCopy();
    }

    /** How many agents the account has. */
    public int agents() {
        return agents.count();
    }

    /** A number's settings as they are now; an empty object where the account has none of it. */
    public JsonNode settingsOf(String number) {
        return numbers.getOrDefault(number, JSON.createObjectNode()).deepCopy();
    }

    /** The next request is answered like this, and nothing else comes of it. */
    public void next(HttpScript<?> mishap) {
        mishaps.add(mishap);
    }

    /** The next call is placed, but whoever placed it is never told. */
    public void loseTheNextAnswer() {
        losesItsAnswer = true;
    }

    /** The next call that was placed. */
    public PlacedCall nextCall() throws InterruptedException {
        PlacedCall call = placed.poll(10, TimeUnit.SECONDS);
        if (call == null) {
            throw new IllegalStateException("no call was placed");
        }
        return call;
    }

    /** How many calls there are that nobody asked for with {@link #nextCall}. */
    public int waiting() {
        return placed.size();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    /** An answer as Retell writes one that is no good one. */
    public static HttpScript<?> failure(int status, String message) {
        return HttpScript.json(
                status,
                JSON.createObjectNode()
                        .put("status", "error")
                        .put("message", message)
                        .toString());
    }

    private final class Retell implements Vendor {
        @Override
        public HttpScript<?> answer(ReceivedRequest request) {
            HttpScript<?> mishap = mishaps.poll();
            if (mishap != null) {
                return mishap;
            }
            if (!request.header("authorization").equals("Bearer " + key)) {
                return failure(401, "API key is missing or invalid.");
            }
            String route = request.route();
            int last = route.lastIndexOf('/');
            String name = route.substring(last + 1);
            return switch (request.method() + " " + route.substring(0, last + 1)) {
                case "GET /get-agent/" -> shown(agents.find(name));
                case "PATCH /update-agent/" -> updateAgent(name, json(request));
                case "GET /get-phone-number/" -> shown(numbers.get(name));
                case "PATCH /update-phone-number/" -> updateNumber(name, json(request));
                case "GET /v2/get-call/" -> call(calls.get(name));
                case "POST /v2/stop-call/" -> stop(calls.get(name));
                default -> top(request);
            };
        }

        private HttpScript<?> top(ReceivedRequest request) {
            JsonNode body = json(request);
            return switch (request.method() + " " + request.route()) {
                case "POST /create-agent" -> createAgent(body);
                case "POST /v2/list-agents" ->
                    HttpScript.json(
                            200,
                            agents.page(
                                            request.parameter("limit").isEmpty()
                                                    ? 50
                                                    : Integer.parseInt(request.parameter("limit")),
                                            request.parameter("pagination_key"))
                                    .toString());
                case "POST /import-phone-number" -> importNumber(body);
                case "POST /v2/create-phone-call" -> createPhoneCall(request, body);
                default -> failure(404, "Not Found");
            };
        }

        private JsonNode json(ReceivedRequest request) {
            try {
                return request.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(request.body());
            } catch (JacksonException unreadable) {
                return JSON.missingNode();
            }
        }

        private HttpScript<?> shown(@Nullable ObjectNode found) {
            return found == null ? failure(422, MISSING) : HttpScript.json(200, found.toString());
        }

        private HttpScript<?> createAgent(JsonNode settings) {
            String wrong = SimulatedAgents.wrong(settings, true);
            return wrong == null ? HttpScript.json(201, agents.make(settings).toString()) : failure(400, wrong);
        }

        private HttpScript<?> updateAgent(String id, JsonNode settings) {
            String wrong = SimulatedAgents.wrong(settings, false);
            return wrong == null ? shown(agents.change(id, settings)) : failure(400, wrong);
        }

        private HttpScript<?> importNumber(JsonNode settings) {
            String number = settings.path("phone_number").asString("");
            if (number.isEmpty()
                    || settings.path("termination_uri").asString("").isEmpty()) {
                return failure(400, "phone_number and termination_uri are required");
            }
            if (numbers.containsKey(number) || !hasAgents(settings)) {
                return failure(400, "the number is taken, or its agents are not known");
            }
            ObjectNode made = number(number);
            trunk(made, settings, "sip_trunk_auth_username");
            numbers.put(number, made);
            return HttpScript.json(201, made.toString());
        }

        private HttpScript<?> updateNumber(String name, JsonNode settings) {
            ObjectNode number = numbers.get(name);
            if (number == null || !hasAgents(settings)) {
                return failure(422, MISSING);
            }
            trunk(number, settings, "auth_username");
            return HttpScript.json(200, number.toString());
        }

        /** Passwords are taken and never shown. */
        private void trunk(ObjectNode number, JsonNode settings, String user) {
            for (String field : new String[] {"inbound_agents", "outbound_agents", "nickname", "inbound_webhook_url"}) {
                if (settings.has(field)) {
                    number.set(field, settings.path(field));
                }
            }
            if (settings.has("termination_uri")) {
                number.putObject("sip_outbound_trunk_config")
                        .put("termination_uri", settings.path("termination_uri").asString())
                        .put("auth_username", settings.path(user).asString(""))
                        .put("transport", settings.path("transport").asString("TCP"));
            }
        }

        private boolean hasAgents(JsonNode settings) {
            for (String way : new String[] {"inbound_agents", "outbound_agents"}) {
                double weights = settings.path(way).isEmpty() ? 1 : 0;
                for (JsonNode agent : settings.path(way)) {
                    weights += agent.path("weight").asDouble(0);
                    if (agents.find(agent.path("agent_id").asString("")) == null) {
                        return false;
                    }
                }
                if (weights != 1) {
                    return false;
                }
            }
            return true;
        }

        private HttpScript<?> createPhoneCall(ReceivedRequest request, JsonNode wanted) {
            String to = wanted.path("to_number").asString("");
            String wrong = SimulatedAgents.wrong(wanted.at("/agent_override/agent"), false);
            if (wrong != null || !E164.matcher(to).matches() || to.equals(NOBODYS)) {
                return failure(400, wrong == null ? "to_number is not a valid destination" : wrong);
            }
            ObjectNode agent = agents.find(wanted.path("override_agent_id").asString(""));
            if (agent == null || !numbers.containsKey(wanted.path("from_number").asString(""))) {
                return failure(422, MISSING);
            }
            var call = new PlacedCall(key, agent.path("webhook_url").asString(""), request);
            calls.put(call.id(), call);
            placed.add(call);
            if (losesItsAnswer) {
                losesItsAnswer = false;
                return HttpScript.bytes("application/json", new byte[0], 1).stall();
            }
            return HttpScript.json(201, call.json());
        }

        private HttpScript<?> call(@Nullable PlacedCall call) {
            return call == null ? failure(422, MISSING) : HttpScript.json(200, call.json());
        }

        private HttpScript<?> stop(@Nullable PlacedCall call) {
            if (call == null) {
                return failure(422, MISSING);
            }
            return call.stop() ? HttpScript.json(204, "") : failure(400, "the call is over");
        }
    }
}
