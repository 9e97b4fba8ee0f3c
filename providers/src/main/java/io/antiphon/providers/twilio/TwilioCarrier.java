package io.antiphon.providers.twilio;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.line.Carrier;
import io.antiphon.ports.line.DialStatus;
import io.antiphon.ports.line.OutboundCall;
import io.antiphon.providers.wire.JsonExchange;
import io.antiphon.providers.wire.JsonExchange.Answer;
import io.antiphon.providers.wire.Query;
import io.antiphon.providers.wire.VendorFailures;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Twilio's REST API for calls, version 2010-04-01.
 *
 * @see <a href="https://www.twilio.com/docs/voice/api/call-resource">Call resource</a>
 */
public final class TwilioCarrier implements Carrier, AutoCloseable {
    /** From connecting to the last byte of the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Codes that say that this number is not called: unreachable, not allowed, blocked, or none at all. */
    private static final Set<Integer> OF_THE_NUMBER =
            Set.of(13_223, 13_224, 13_225, 13_226, 13_227, 21_211, 21_214, 21_215, 21_216, 21_217, 21_219);

    /** Codes that say that it is not ours to call from. */
    private static final Set<Integer> OF_OURS = Set.of(21_210, 21_212, 21_213);

    /** Codes that say that there is no such call any more. */
    private static final Set<Integer> OVER = Set.of(20_404, 21_220);

    private final TwilioAccount account;
    private final TwilioAddresses addresses;
    private final VendorFailures failures = new VendorFailures("twilio");
    private final JsonExchange exchange;

    public TwilioCarrier(TwilioAccount account, TwilioAddresses addresses) {
        this(account, addresses, PATIENCE);
    }

    /** @param patience from connecting to the last byte of an answer */
    TwilioCarrier(TwilioAccount account, TwilioAddresses addresses, Duration patience) {
        this.account = account;
        this.addresses = addresses;
        this.exchange = new JsonExchange(failures, patience);
    }

    private static int code(Answer answer) {
        return answer.body().path("code").asInt(0);
    }

    @Override
    public String channel() {
        return "twilio";
    }

    @Override
    public Optional<String> place(OutboundCall call) throws ProviderFailure, InterruptedException {
        List<Map.Entry<String, String>> form = new ArrayList<>();
        form.add(Map.entry("To", call.to()));
        form.add(Map.entry("From", account.number()));
        form.add(Map.entry(
                "Twiml",
                Twiml.connect(addresses.stream(), Map.of("call_id", call.id().toString()))));
        form.add(Map.entry("StatusCallback", addresses.status(call.id())));
        form.add(Map.entry("StatusCallbackMethod", "POST"));
        for (String event : List.of("initiated", "ringing", "answered", "completed")) {
            form.add(Map.entry("StatusCallbackEvent", event));
        }
        form.add(Map.entry("Timeout", Long.toString(call.ring().toSeconds())));
        form.add(Map.entry("TimeLimit", Long.toString(call.longest().toSeconds())));
        Optional<Answer> answered =
                exchange.askOnce(request("Calls.json").POST(body(form)).build());
        if (answered.isEmpty() || isInDoubt(answered.get().status())) {
            return Optional.empty();
        }
        Answer answer = answered.get();
        if (answer.status() != 201) {
            throw refusal(answer);
        }
        String sid = answer.body().path("sid").asString("");
        return sid.isEmpty() ? Optional.empty() : Optional.of(sid);
    }

    /** A server that breaks off may have done what it was asked for; one that says it is unavailable has not. */
    private static boolean isInDoubt(int status) {
        return status >= 500 && status != 503;
    }

    @Override
    public void hangUp(String providerCallId) throws ProviderFailure, InterruptedException {
        // Completed ends a call in any state; canceled would leave one that was answered in this moment.
        Answer answer = exchange.ask(request(calls(providerCallId))
                .POST(body(List.of(Map.entry("Status", "completed"))))
                .build());
        if (answer.status() >= 300 && answer.status() != 404 && !OVER.contains(code(answer))) {
            throw refusal(answer);
        }
    }

    @Override
    public Optional<DialStatus> status(String providerCallId) throws ProviderFailure, InterruptedException {
        Answer answer = exchange.ask(request(calls(providerCallId)).GET().build());
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (answer.status() >= 300) {
            throw refusal(answer);
        }
        return status(answer.body().path("status"));
    }

    private Optional<DialStatus> status(JsonNode word) throws ProviderFailure {
        return Optional.of(TwilioStatus.of(word.asString(""))
                .orElseThrow(() -> failures.unreadable("told of a status that nobody knows")));
    }

    /** Lets connections go. */
    @Override
    public void close() {
        exchange.close();
    }

    private static String calls(String sid) {
        return "Calls/" + Query.encoded(sid) + ".json";
    }

    private HttpRequest.Builder request(String resource) {
        String base = account.api().toString().replaceFirst("/+$", "");
        String known = account.sid() + ":" + account.token().reveal();
        return HttpRequest.newBuilder(
                        URI.create(base + "/2010-04-01/Accounts/" + Query.encoded(account.sid()) + "/" + resource))
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(known.getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpRequest.BodyPublisher body(List<Map.Entry<String, String>> form) {
        return HttpRequest.BodyPublishers.ofString(form.stream()
                .map(field -> Query.encoded(field.getKey()) + "=" + Query.encoded(field.getValue()))
                .collect(Collectors.joining("&")));
    }

    private ProviderFailure refusal(Answer answer) {
        int code = code(answer);
        String told = code == 0 ? "" : " (code " + code + ")";
        if (OF_THE_NUMBER.contains(code)) {
            return new ProviderFailure(
                    "twilio",
                    Kind.BAD_REQUEST,
                    "this number is not called: check it, and which countries and numbers the account may call" + told);
        }
        if (OF_OURS.contains(code)) {
            return new ProviderFailure(
                    "twilio",
                    Kind.NOT_CONFIGURED,
                    "TWILIO_PHONE_NUMBER is not a number that this account may call from" + told);
        }
        ProviderFailure failure = failures.status(answer.status(), answer.retryAfter(), "twilio-" + code);
        return failure.kind() == Kind.BAD_REQUEST
                ? new ProviderFailure(
                        "twilio",
                        Kind.NOT_CONFIGURED,
                        "the request was refused with status " + answer.status()
                                + ": check TWILIO_ACCOUNT_SID, PUBLIC_BASE_URL and the account" + told)
                : failure;
    }
}
