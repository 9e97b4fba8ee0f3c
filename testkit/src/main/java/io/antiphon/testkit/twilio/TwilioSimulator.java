package io.antiphon.testkit.twilio;

import io.antiphon.testkit.wire.Door;
import io.antiphon.testkit.wire.HttpScript;
import io.antiphon.testkit.wire.ReceivedRequest;
import io.antiphon.testkit.wire.Vendor;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's Call resource, version 2010-04-01, on loopback. What becomes of a call that was placed is up to the test: see
 * {@link SimulatedCall}. Its numbers are those of Twilio's own test credentials: {@code +15005550001} is none,
 * {@code +15005550002} cannot be reached, {@code +15005550003} is in a country that may not be called.
 */
public final class TwilioSimulator implements AutoCloseable {
    private static final Pattern ROUTE =
            Pattern.compile("/2010-04-01/Accounts/(?<account>[^/]+)/Calls(/(?<call>CA[0-9a-f]{32}))?\\.json");
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Map<String, Integer> REFUSED =
            Map.of("+15005550001", 21_211, "+15005550002", 21_214, "+15005550003", 21_215);

    private final String sid;
    private final String token;
    private final String number;
    private final Door door;
    private final Map<String, SimulatedCall> calls = new ConcurrentHashMap<>();
    private final BlockingQueue<SimulatedCall> placed = new LinkedBlockingQueue<>();
    private final Queue<HttpScript<?>> mishaps = new ConcurrentLinkedQueue<>();
    private volatile boolean losesItsAnswer;

    private TwilioSimulator(String sid, String token, String number) {
        this.sid = sid;
        this.token = token;
        this.number = number;
        this.door = Door.open(0, new Twilio());
    }

    /** Starts on a free port with one account, which has one number. */
    public static TwilioSimulator start(String sid, String token, String number) {
        return new TwilioSimulator(sid, token, number);
    }

    /** What a client takes for {@code https://api.twilio.com}. */
    public URI baseUrl() {
        return URI.create(door.address());
    }

    /** Where requests are. */
    public Door door() {
        return door;
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
    public SimulatedCall nextCall() throws InterruptedException {
        SimulatedCall call = placed.poll(10, TimeUnit.SECONDS);
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

    private final class Twilio implements Vendor {
        @Override
        public HttpScript<?> answer(ReceivedRequest request) {
            HttpScript<?> mishap = mishaps.poll();
            if (mishap != null) {
                return mishap;
            }
            Matcher route = ROUTE.matcher(request.route());
            if (!isAdmitted(request)) {
                return failure(401, 20_003, "Authenticate");
            }
            if (!route.matches() || !route.group("account").equals(sid)) {
                return failure(404, 20_404, "The requested resource " + request.route() + " was not found");
            }
            String call = route.group("call");
            return call == null ? create(request) : one(request, calls.get(call));
        }

        private boolean isAdmitted(ReceivedRequest request) {
            byte[] known = (sid + ":" + token).getBytes(StandardCharsets.UTF_8);
            return request.header("authorization")
                    .equals("Basic " + Base64.getEncoder().encodeToString(known));
        }

        private HttpScript<?> create(ReceivedRequest request) {
            if (!request.method().equals("POST")) {
                return failure(405, 20_004, "Method not allowed");
            }
            Form form = Form.of(request.body());
            Integer refusal = refusal(form);
            if (refusal != null) {
                return failure(400, refusal, "refused: " + form.first("To"));
            }
            SimulatedCall call = new SimulatedCall(sid, token, form);
            calls.put(call.sid(), call);
            placed.add(call);
            if (losesItsAnswer) {
                losesItsAnswer = false;
                return HttpScript.bytes("application/json", new byte[0], 1).stall();
            }
            return HttpScript.json(201, call.json());
        }

        private @Nullable Integer refusal(Form form) {
            String to = form.first("To");
            if (to.isEmpty()) {
                return 21_201;
            }
            if (!E164.matcher(to).matches()) {
                return 21_211;
            }
            if (REFUSED.containsKey(to)) {
                return REFUSED.get(to);
            }
            if (!form.first("From").equals(number)) {
                return 21_210;
            }
            if (form.first("Twiml").isEmpty() && form.first("Url").isEmpty()) {
                return 21_205;
            }
            return SimulatedCall.EVENTS.containsAll(Set.copyOf(form.all("StatusCallbackEvent"))) ? null : 21_626;
        }

        private HttpScript<?> one(ReceivedRequest request, @Nullable SimulatedCall call) {
            if (call == null) {
                return failure(404, 20_404, "The requested resource " + request.route() + " was not found");
            }
            if (request.method().equals("POST")) {
                String wanted = Form.of(request.body()).first("Status");
                if (!wanted.equals("completed") && !wanted.equals("canceled")) {
                    return failure(400, 21_218, "Invalid Status");
                }
                if (call.isOver()) {
                    return failure(400, 21_220, "Call is not in-progress. Cannot redirect.");
                }
                call.hungUpByRequest();
            }
            return HttpScript.json(200, call.json());
        }

        private HttpScript<?> failure(int status, int code, String message) {
            return HttpScript.json(
                    status,
                    "{\"code\":" + code + ",\"message\":\"" + message + "\",\"more_info\":"
                            + "\"https://www.twilio.com/docs/errors/" + code + "\",\"status\":" + status + "}");
        }
    }
}
