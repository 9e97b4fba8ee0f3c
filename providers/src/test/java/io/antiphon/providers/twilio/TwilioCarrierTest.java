package io.antiphon.providers.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.antiphon.ports.line.Carrier;
import io.antiphon.ports.line.OutboundCall;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.testkit.CarrierContract;
import io.antiphon.testkit.twilio.SimulatedCall;
import io.antiphon.testkit.twilio.TwilioSimulator;
import io.antiphon.testkit.wire.HttpScript;
import io.antiphon.testkit.wire.NobodysDoor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Twilio's REST API, against its simulator. */
class TwilioCarrierTest extends CarrierContract {
    private static final String SID = "AC00000000000000000000000000000001";
    private static final String TOKEN = "very-secret-0123456789";
    private static final String OURS = "+15551239999";
    private static final TwilioAddresses ADDRESSES =
            new TwilioAddresses(URI.create("https://voice.example.org/phone/"), "hidden");

    private final TwilioSimulator twilio = TwilioSimulator.start(SID, TOKEN, OURS);
    private final List<TwilioCarrier> carriers = new ArrayList<>();
    private final TwilioCarrier carrier = at(twilio.baseUrl(), TOKEN, OURS);

    private TwilioCarrier at(URI api, String token, String number) {
        var account = new TwilioAccount(api, SID, new ApiKey("twilio", token), number);
        var made = new TwilioCarrier(account, ADDRESSES, Duration.ofMillis(900));
        carriers.add(made);
        return made;
    }

    @AfterEach
    void end() throws Exception {
        carriers.forEach(TwilioCarrier::close);
        twilio.close();
    }

    @Override
    protected Carrier carrier() {
        return carrier;
    }

    @Override
    protected Carrier stranger() {
        return at(twilio.baseUrl(), "wrong", OURS);
    }

    @Override
    protected Carrier unplugged() {
        return at(NobodysDoor.ADDRESS, TOKEN, OURS);
    }

    @Override
    protected String refusedNumber() {
        return "+15005550001";
    }

    @Override
    protected void losesItsAnswer() {
        twilio.loseTheNextAnswer();
    }

    @Override
    protected void isTooBusy() {
        twilio.next(HttpScript.json(429, "{\"code\":20429,\"message\":\"Too Many Requests\",\"status\":429}"));
    }

    @Override
    protected void isOutOfOrder() {
        twilio.next(HttpScript.json(503, "{\"code\":20503,\"message\":\"Service unavailable\",\"status\":503}"));
    }

    @Override
    protected int placed() {
        return twilio.waiting();
    }

    private static OutboundCall call(String to) {
        return new OutboundCall(UUID.randomUUID(), to, Duration.ofSeconds(45), Duration.ofMinutes(61));
    }

    @Test
    void connectsWhoeverAnswersWithTheStreamThatNamesTheCall() throws Exception {
        OutboundCall call = call(NUMBER);
        String sid = carrier.place(call).orElseThrow();
        SimulatedCall placed = twilio.nextCall();
        assertThat(placed.sid()).isEqualTo(sid);
        assertThat(placed.to()).isEqualTo(NUMBER);
        assertThat(placed.ring()).isEqualTo(45);
        assertThat(placed.longest()).isEqualTo(61 * 60);
        assertThat(placed.streamAddress()).isEqualTo("wss://voice.example.org/phone/ws/voice-twilio/hidden");
        assertThat(placed.parameters()).containsOnly(entry("call_id", call.id().toString()));
    }

    @Test
    void doesNotKnowWhatBecameOfACallAtWhichTwilioBroke() throws Exception {
        twilio.next(HttpScript.json(500, "{\"code\":20500,\"message\":\"Internal error\",\"status\":500}"));
        assertThat(carrier.place(call(NUMBER))).isEmpty();
        twilio.next(HttpScript.json(201, "not JSON at all"));
        assertThat(carrier.place(call(NUMBER))).isEmpty();
    }

    @Test
    void saysThatOurOwnNumberIsNotOurs() {
        assertThatThrownBy(() -> at(twilio.baseUrl(), TOKEN, "+15551238888").place(call(NUMBER)))
                .hasMessageContaining("TWILIO_PHONE_NUMBER")
                .hasMessageContaining("21210")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void tellsOfNoTroubleWhenACallIsAlreadyOver() throws Exception {
        String sid = carrier.place(call(NUMBER)).orElseThrow();
        twilio.next(HttpScript.json(404, "{\"code\":20404,\"message\":\"not found\",\"status\":404}"));
        carrier.hangUp(sid);
    }
}
