package io.antiphon.providers.retell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.testkit.retell.RetellSimulator;
import io.antiphon.testkit.wire.HttpScript;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is looked at and changed at Retell, against its simulator. */
class RetellApiTest {
    private final RetellSimulator retell = RetellSimulator.start("key_1");
    private final RetellApi api = new RetellApi(retell.baseUrl(), new ApiKey("retell", "key_1"));

    @AfterEach
    void end() throws Exception {
        api.close();
        retell.close();
    }

    private void breaks(int times, int status) {
        for (int i = 0; i < times; i++) {
            retell.next(RetellSimulator.failure(status, "An unexpected server error occurred."));
        }
    }

    @Test
    void looksAgainWhereRetellIsTooBusyOrBreaks() throws Exception {
        String agent = retell.hasAgent("Clinic", "");
        breaks(1, 429);
        breaks(1, 502);
        assertThat(api.agent(agent)).isPresent();
    }

    @Test
    void givesUpTheThirdTime() {
        breaks(3, 500);
        assertThatThrownBy(() -> api.number("+15551239999"))
                .asInstanceOf(InstanceOfAssertFactories.type(ProviderFailure.class))
                .extracting(ProviderFailure::kind)
                .isEqualTo(Kind.VENDOR_FAULT);
    }

    @Test
    void changesNothingTwice() {
        String agent = retell.hasAgent("Clinic", "");
        breaks(1, 500);
        assertThatThrownBy(() -> api.updateAgent(
                        agent, JsonMapper.shared().createObjectNode().put("agent_name", "Other")))
                .hasMessageContaining("status 500");
        assertThat(retell.agent(agent).path("agent_name").asString()).isEqualTo("Clinic");
    }

    @Test
    void readsAListPageByPage() throws Exception {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 1001; i++) {
            made.add(retell.hasAgent("Agent " + i, ""));
        }
        assertThat(api.agents()).extracting(RetellApi.Agent::id).containsExactlyElementsOf(made.reversed());
        assertThat(api.agents().getFirst().name()).isEqualTo("Agent 1000");
    }

    @Test
    void readsTheListOfAnOlderServer() throws Exception {
        retell.next(RetellSimulator.failure(404, "Not Found"));
        retell.next(HttpScript.json(200, "[{\"agent_id\":\"agent_1\",\"agent_name\":\"Clinic\"}]"));
        assertThat(api.agents()).containsExactly(new RetellApi.Agent("agent_1", "Clinic"));
    }
}
