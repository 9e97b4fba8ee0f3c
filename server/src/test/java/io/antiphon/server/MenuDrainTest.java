package io.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.server.wiring.Antiphon;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that is told to stop while somebody is in a menu. */
@Isolated("starts servers besides, which makes others' callers wait")
class MenuDrainTest {
    private static final String MENU = "{\"name\":\"front-door\",\"prompt\":\"" + "Welcome to the clinic. ".repeat(30)
            + "For the nurse press one.\",\"items\":[{\"digit\":\"1\",\"label\":\"Nurse\",\"action\":\"agent\"}]}";

    private final Path data = DataFolder.create("menu-drain");

    private Antiphon start() {
        return Antiphon.start(RunningServer.configuration(data, Map.of("DRAIN_TIMEOUT", "1s")), step -> {});
    }

    private static void stop(Antiphon antiphon) {
        antiphon.close();
    }

    private static String made(Api api, String path, String body) throws Exception {
        JsonNode made = JsonMapper.shared()
                .readTree(api.send("POST", path, body, Map.of()).body());
        return made.path("id").asString();
    }

    @Test
    void endsTheirCallAndKeepsWhereTheyWere() throws Exception {
        String menu;
        String call;
        try (var antiphon = start()) {
            Api api = Api.at(antiphon.port(), data);
            menu = made(api, "/api/v1/ivr-menus", MENU);
            String agent = made(api, "/api/v1/agents", "{\"name\":\"desk\",\"ivr_menu_id\":\"" + menu + "\"}");
            try (var phone = Telephone.twilio(api, agent, Map.of())) {
                phone.hearsTheAgent();
                call = phone.callId();
                stop(antiphon);
            }
        }
        try (var antiphon = start()) {
            Api api = Api.at(antiphon.port(), data);
            assertThat(api.json("/api/v1/calls/" + call).path("end_reason").asString())
                    .isEqualTo("server_stopped");
            JsonNode session = api.json("/api/v1/ivr-menus/" + menu + "/sessions")
                    .path("sessions")
                    .path(0);
            assertThat(session.path("outcome").asString()).isEqualTo("ended");
            assertThat(session.path("call_id").asString()).isEqualTo(call);
        }
    }
}
