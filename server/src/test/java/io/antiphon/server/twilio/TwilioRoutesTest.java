package io.antiphon.server.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.line.DialStatus;
import io.antiphon.providers.twilio.TwilioAddresses;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What Twilio is answered. */
class TwilioRoutesTest {
    private final List<String> reports = new ArrayList<>();
    private boolean full;
    private final TwilioRoutes routes = new TwilioRoutes(
            new TwilioAddresses(URI.create("https://voice.example.org"), null),
            (call, sid, status) -> reports.add(sid + " " + status),
            () -> full);

    @Test
    void callersHearTheBusyToneWhileAllPlacesAreTaken() {
        assertThat(routes.incoming(null, null).getBody())
                .contains("<Stream url=\"wss://voice.example.org/ws/voice-twilio\"");
        full = true;
        assertThat(routes.incoming(null, null).getBody())
                .contains("<Reject reason=\"busy\"/>")
                .doesNotContain("Stream");
    }

    @Test
    void whatIsNoNumberAndNoAgentIsLeftOut() {
        assertThat(routes.incoming("\"/><Hangup/>", "anonymous").getBody()).doesNotContain("Hangup", "Parameter");
    }

    @Test
    void whatNobodyKnowsIsLeft() {
        UUID call = UUID.randomUUID();
        routes.status(call, "CA1", "no-answer");
        routes.status(call, "CA1", "gone-fishing");
        assertThat(reports).containsExactly("CA1 " + DialStatus.NO_ANSWER);
    }
}
