package io.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A client that speaks and does not read. */
class DeafClientTest {
    private final RunningServer server = RunningServer.shared();

    @Test
    void isLetGo() throws Exception {
        Api api = server.api();
        try (var client = new DeafClient(api.socket("/ws/voice-browser?agent_id=" + server.talkativeAgent()));
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            var speaking = clock.scheduleAtFixedRate(() -> speak(client), 0, 20, TimeUnit.MILLISECONDS);
            JsonNode call = api.ended(client.callId(), 40);
            speaking.cancel(true);
            assertThat(call.path("end_reason").asString()).isEqualTo("line_lost");
        }
    }

    private static void speak(DeafClient client) {
        try {
            client.speak();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
