package io.antiphon.providers.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.testkit.openai.Script;
import io.antiphon.testkit.wire.NobodysDoor;
import io.antiphon.testkit.wire.ReceivedRequest;
import io.antiphon.testkit.wire.ScriptedDoor;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpMessagesTest {
    private final ScriptedDoor<Script> receiver = new ScriptedDoor<>(Script.plain(200, "thanks"), request -> null);
    private final HttpMessages any = new HttpMessages(false, Duration.ofSeconds(10));
    private final URI url = URI.create(receiver.door().address() + "/hooks?token=s3cret");

    @AfterEach
    void closes() throws Exception {
        any.close();
        receiver.close();
    }

    private HttpMessages.Answer send() throws Exception {
        return send(url);
    }

    private HttpMessages.Answer send(URI url) throws Exception {
        return any.send(url, Map.of("webhook-id", "evt_1"), "{\"text\":\"नमस्ते\"}");
    }

    @Test
    void postsAndBringsTheAnswer() throws Exception {
        assertThat(send()).isEqualTo(new HttpMessages.Answer(200, "thanks"));
        ReceivedRequest request = receiver.door().takeRequest();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /hooks?token=s3cret");
        assertThat(request.body()).isEqualTo("{\"text\":\"नमस्ते\"}");
        assertThat(request.headers()).containsEntry("webhook-id", "evt_1");
        assertThat(request.headers().get("content-type")).startsWith("application/json");
    }

    @Test
    void bringsOnlyTheBeginningOfALongAnswer() throws Exception {
        receiver.next(Script.plain(503, "x".repeat(5_000)));
        assertThat(send()).isEqualTo(new HttpMessages.Answer(503, "x".repeat(HttpMessages.SHOWN)));
        receiver.next(Script.plain(200, "y".repeat(500_000)));
        assertThat(send()).isEqualTo(new HttpMessages.Answer(200, "y".repeat(HttpMessages.SHOWN)));
        assertThat(send().beginning()).as("others are not hurt by that").isEqualTo("thanks");
    }

    @Test
    void followsNoRedirect() throws Exception {
        receiver.next(Script.plain(302, ""));
        assertThat(send().status()).isEqualTo(302);
    }

    @Test
    void tellsNobodyOnThisMachineUnlessItMay() {
        try (var publicOnly = new HttpMessages(true, Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> publicOnly.send(url, Map.of(), "{}"))
                    .isInstanceOf(HttpMessages.Unanswered.class)
                    .hasMessage("not an address of the open internet");
        }
    }

    @Test
    void waitsForAWholeAnswerSoLongAndNoLonger() throws Exception {
        receiver.next(Script.stream().pause(Duration.ofSeconds(20)).done());
        try (var hasty = new HttpMessages(false, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> hasty.send(url, Map.of(), "{}"))
                    .isInstanceOf(HttpMessages.Unanswered.class)
                    .hasMessage("no whole answer within 1 s");
        }
        receiver.door().takeDeparture();
    }

    @Test
    void saysThatNobodyIsThere() {
        assertThatThrownBy(() -> send(NobodysDoor.ADDRESS))
                .isInstanceOf(HttpMessages.Unanswered.class)
                .hasMessage("no connection");
    }
}
