package io.antiphon.providers.retell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.line.Carrier;
import io.antiphon.ports.line.DialStatus;
import io.antiphon.ports.line.OutboundCall;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.testkit.CarrierContract;
import io.antiphon.testkit.retell.PlacedCall;
import io.antiphon.testkit.retell.RetellSimulator;
import io.antiphon.testkit.wire.HttpScript;
import io.antiphon.testkit.wire.NobodysDoor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls at Retell, against its simulator. */
class RetellCarrierTest extends CarrierContract {
    private static final String KEY = "key_very-secret-0123456789";
    private static final String OURS = "+15551239999";

    private final RetellSimulator retell = RetellSimulator.start(KEY);
    private final String agent = retell.hasAgent("Clinic", "");
    private final List<RetellCarrier> carriers = new ArrayList<>();
    private final RetellCarrier carrier = at(retell.baseUrl(), KEY, agent, OURS);

    RetellCarrierTest() {
        retell.hasNumber(OURS);
    }

    private RetellCarrier at(URI api, String key, String leading, String number) {
        var account = new RetellAccount(api, new ApiKey("retell", key), leading, number);
        var made = new RetellCarrier(account, new RetellApi(api, account.key(), Duration.ofMillis(900)));
        carriers.add(made);
        return made;
    }

    @AfterEach
    void end() throws Exception {
        carriers.forEach(RetellCarrier::close);
        retell.close();
    }

    @Override
    protected Carrier carrier() {
        return carrier;
    }

    @Override
    protected Carrier stranger() {
        return at(retell.baseUrl(), "wrong", agent, OURS);
    }

    @Override
    protected Carrier unplugged() {
        return at(NobodysDoor.ADDRESS, KEY, agent, OURS);
    }

    @Override
    protected String refusedNumber() {
        return "+15005550001";
    }

    @Override
    protected void losesItsAnswer() {
        retell.loseTheNextAnswer();
    }

    @Override
    protected void isTooBusy() {
        retell.next(RetellSimulator.failure(429, "Account rate limited, please throttle your requests."));
    }

    @Override
    protected void isOutOfOrder() {
        retell.next(RetellSimulator.failure(503, "Service unavailable"));
    }

    @Override
    protected int placed() {
        return retell.waiting();
    }

    private static OutboundCall call(Duration ring, Duration longest) {
        return new OutboundCall(UUID.randomUUID(), NUMBER, ring, longest);
    }

    private static OutboundCall call() {
        return call(Duration.ofSeconds(45), Duration.ofMinutes(61));
    }

    @Test
    void asksForACallThatNamesOursAndIsLedByTheAgent() throws Exception {
        OutboundCall call = call();
        String id = carrier.place(call).orElseThrow();
        PlacedCall placed = retell.nextCall();
        assertThat(placed.id()).isEqualTo(id);
        assertThat(placed.metadata("antiphon_call_id")).isEqualTo(call.id().toString());
        assertThat(placed.wanted().path("from_number").asString()).isEqualTo(OURS);
        assertThat(placed.wanted().path("to_number").asString()).isEqualTo(NUMBER);
        assertThat(placed.wanted().path("override_agent_id").asString()).isEqualTo(agent);
        assertThat(placed.wanted().at("/agent_override/agent/ring_duration_ms").asLong())
                .isEqualTo(45_000);
        assertThat(placed.wanted()
                        .at("/agent_override/agent/max_call_duration_ms")
                        .asLong())
                .isEqualTo(61 * 60_000);
    }

    @Test
    void keepsWithinWhatRetellAllowsACall() throws Exception {
        assertThat(carrier.place(call(Duration.ofSeconds(1), Duration.ofSeconds(5))))
                .isPresent();
        assertThat(carrier.place(call(Duration.ofHours(1), Duration.ofHours(9))))
                .isPresent();
        assertThat(retell.nextCall().wanted().at("/agent_override/agent").toString())
                .isEqualTo("{\"ring_duration_ms\":5000,\"max_call_duration_ms\":60000}");
        assertThat(retell.nextCall().wanted().at("/agent_override/agent").toString())
                .isEqualTo("{\"ring_duration_ms\":300000,\"max_call_duration_ms\":7200000}");
    }

    @Test
    void doesNotKnowWhatBecameOfACallAtWhichRetellBroke() throws Exception {
        retell.next(RetellSimulator.failure(500, "An unexpected server error occurred."));
        assertThat(carrier.place(call())).isEmpty();
        retell.next(HttpScript.json(201, "not JSON at all"));
        assertThat(carrier.place(call())).isEmpty();
    }

    @Test
    void saysWhichSettingIsWrong() {
        refuses(at(retell.baseUrl(), KEY, agent, "+15551238888"), Kind.NOT_CONFIGURED, "number is one of this account");
        refuses(at(retell.baseUrl(), KEY, "agent_0", OURS), Kind.NOT_CONFIGURED, "RETELL_AGENT_ID");
        retell.next(RetellSimulator.failure(400, "from_number is not valid"));
        refuses(carrier, Kind.NOT_CONFIGURED, "RETELL_INBOUND_NUMBER_ID");
        retell.next(RetellSimulator.failure(402, "Trial has ended, please add payment method."));
        refuses(carrier, Kind.QUOTA, "credit");
    }

    private static void refuses(Carrier carrier, Kind kind, String remedy) {
        assertThatThrownBy(() -> carrier.place(call()))
                .hasMessageContaining(remedy)
                .hasMessageNotContaining(KEY)
                .asInstanceOf(type(ProviderFailure.class))
                .extracting(ProviderFailure::kind)
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "dial_busy, BUSY",
        "user_declined, BUSY",
        "dial_no_answer, NO_ANSWER",
        "dial_failed, FAILED",
        "invalid_destination, FAILED",
        "sip_routing_error, FAILED",
        "registered_call_timeout, FAILED",
        "manual_stopped, CANCELED"
    })
    void tellsWhyNobodyAnswered(String reason, DialStatus status) throws Exception {
        String id = carrier.place(call()).orElseThrow();
        retell.nextCall().ends(reason);
        assertThat(carrier.status(id)).contains(status);
    }

    @ParameterizedTest
    @CsvSource({"user_hangup", "agent_hangup", "voicemail_reached", "error_llm_websocket_open", "manual_stopped"})
    void tellsThatACallThatBeganIsOver(String reason) throws Exception {
        String id = carrier.place(call()).orElseThrow();
        PlacedCall placed = retell.nextCall();
        placed.isAnswered();
        assertThat(carrier.status(id)).contains(DialStatus.ANSWERED);
        placed.ends(reason);
        assertThat(carrier.status(id)).contains(DialStatus.COMPLETED);
    }

    @Test
    void doesNotGuessAtAStatusThatNobodyKnows() throws Exception {
        String id = carrier.place(call()).orElseThrow();
        retell.next(HttpScript.json(200, "{\"call_id\":\"" + id + "\",\"call_status\":\"levitating\"}"));
        assertThatThrownBy(() -> carrier.status(id)).hasMessageContaining("a status that nobody knows");
    }

    @Test
    void saysSoWhereACallGoesOnThatWasToEnd() throws Exception {
        String id = carrier.place(call()).orElseThrow();
        retell.next(RetellSimulator.failure(400, "not now"));
        assertThatThrownBy(() -> carrier.hangUp(id)).hasMessageContaining("does not end this call");
    }
}
