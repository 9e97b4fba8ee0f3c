package io.antiphon.providers.retell;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.line.Carrier;
import io.antiphon.ports.line.DialStatus;
import io.antiphon.ports.line.OutboundCall;
import io.antiphon.providers.wire.JsonExchange.Answer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Places calls at Retell, which connects whoever answers with its agent: that agent's socket comes to us, and tells our
 * name for the call as {@code metadata.antiphon_call_id}.
 *
 * @see <a href="https://docs.retellai.com/api-references/create-phone-call">Create phone call</a>
 */
public final class RetellCarrier implements Carrier, AutoCloseable {
    /** What its lines are called. */
    public static final String CHANNEL = "retell";

    private static final JsonMapper JSON = new JsonMapper();

    private static final Duration SHORTEST_RING = Duration.ofSeconds(5);
    private static final Duration LONGEST_RING = Duration.ofMinutes(5);
    private static final Duration SHORTEST_CALL = Duration.ofMinutes(1);
    private static final Duration LONGEST_CALL = Duration.ofHours(2);

    private final RetellAccount account;
    private final RetellApi retell;

    public RetellCarrier(RetellAccount account) {
        this(account, new RetellApi(account.api(), account.key()));
    }

    /** @param retell closed with this */
    RetellCarrier(RetellAccount account, RetellApi retell) {
        this.account = account;
        this.retell = retell;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public Optional<String> place(OutboundCall call) throws ProviderFailure, InterruptedException {
        Optional<Answer> answered = retell.createPhoneCall(wanted(call));
        if (answered.isEmpty() || isInDoubt(answered.get().status())) {
            return Optional.empty();
        }
        Answer answer = answered.get();
        if (answer.status() >= 300) {
            throw refusal(answer);
        }
        return Optional.of(RetellCall.of(answer.body()).id()).filter(id -> !id.isEmpty());
    }

    private ObjectNode wanted(OutboundCall call) {
        ObjectNode wanted = JSON.createObjectNode()
                .put("from_number", account.number())
                .put("to_number", call.to())
                .put("override_agent_id", account.agent());
        wanted.putObject("metadata").put(RetellCall.OURS, call.id().toString());
        wanted.putObject("agent_override")
                .putObject("agent")
                .put("ring_duration_ms", within(SHORTEST_RING, call.ring(), LONGEST_RING))
                .put("max_call_duration_ms", within(SHORTEST_CALL, call.longest(), LONGEST_CALL));
        return wanted;
    }

    private static long within(Duration least, Duration wanted, Duration most) {
        return Math.clamp(wanted.toMillis(), least.toMillis(), most.toMillis());
    }

    /** A server that breaks off may have done what it was asked for; one that says it is unavailable has not. */
    private static boolean isInDoubt(int status) {
        return status >= 500 && status != 503;
    }

    /** The number that is called is the one thing of a request that is not the account's own. */
    private ProviderFailure refusal(Answer answer) {
        String said = answer.body().path("message").asString("").toLowerCase(Locale.ROOT);
        if (answer.status() != 400) {
            return retell.refusal(answer);
        }
        return said.contains("from_number") || said.contains("from number")
                ? new ProviderFailure(
                        "retell",
                        Kind.NOT_CONFIGURED,
                        "Retell does not call from this number: check RETELL_INBOUND_NUMBER_ID or VOBIZ_DID_NUMBER")
                : new ProviderFailure(
                        "retell",
                        Kind.BAD_REQUEST,
                        "this number is not called: check it, and which countries the number at Retell may call");
    }

    @Override
    public void hangUp(String providerCallId) throws ProviderFailure, InterruptedException {
        boolean stopped = retell.stopCall(providerCallId);
        if (!stopped) {
            // It says the same of a call that is over, and of one that it does not end.
            Optional<DialStatus> stands = status(providerCallId);
            if (stands.isPresent() && !stands.get().isOver()) {
                throw new ProviderFailure("retell", Kind.VENDOR_FAULT, "Retell does not end this call now");
            }
        }
    }

    @Override
    public Optional<DialStatus> status(String providerCallId) throws ProviderFailure, InterruptedException {
        Optional<RetellCall> call = retell.call(providerCallId);
        if (call.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(call.get()
                .stands()
                .orElseThrow(
                        () -> new ProviderFailure("retell", Kind.VENDOR_FAULT, "told of a status that nobody knows")));
    }

    /** Lets connections go. */
    @Override
    public void close() {
        retell.close();
    }
}
