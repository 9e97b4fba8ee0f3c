package io.antiphon.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.server.RunningServer;
import io.antiphon.testkit.retell.RetellSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code antiphon retell connect}, against a running server and Retell's simulator. */
class RetellCommandTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path folder;

    private Terminal connect(String settings, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("antiphon.env"), settings);
        String[] usual = {
            "retell",
            "connect",
            "--server",
            RunningServer.shared().api().address().toString(),
            "--data",
            RunningServer.shared().data().toString(),
            "--env-file",
            file.toString()
        };
        String[] all = Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return Terminal.run(all);
    }

    private static String at(RetellSimulator retell) {
        return "RETELL_API_URL=" + retell.baseUrl() + "\nRETELL_API_KEY=key_verysecret\nRETELL_LLM_TOKEN=" + TOKEN
                + "\nPUBLIC_BASE_URL=https://voice.example.org/phone\n";
    }

    @Test
    void makesTheAgentAndShowsWhatItDid() throws Exception {
        try (var retell = RetellSimulator.start("key_verysecret")) {
            Terminal first = connect(at(retell), "--agent", "palli-sahayak");
            assertThat(first.exit()).as(first.err()).isZero();
            String id = first.out().replaceAll("(?s).*RETELL_AGENT_ID=(agent_[0-9a-f]+).*", "$1");
            assertThat(first.out())
                    .contains("Agent     Palli Sahayak, " + id + ", made")
                    .contains("over wss://voice.example.org/phone/ws/retell/llm/…?agent=palli-sahayak")
                    .contains("Webhook   https://voice.example.org/phone/api/retell/webhook")
                    .contains("Number    none")
                    .doesNotContain(TOKEN, "verysecret");
            assertThat(retell.agent(id).at("/response_engine/llm_websocket_url").asString())
                    .isEqualTo("wss://voice.example.org/phone/ws/retell/llm/" + TOKEN + "?agent=palli-sahayak");
            assertThat(retell.agent(id).path("responsiveness").isNumber()).isTrue();
            Terminal second = connect(at(retell) + "RETELL_AGENT_ID=" + id + "\n");
            assertThat(second.exit()).as(second.err()).isZero();
            assertThat(second.out()).contains(id + ", changed").doesNotContain("Set RETELL_AGENT_ID");
            assertThat(retell.agent(id).at("/response_engine/llm_websocket_url").asString())
                    .as("the default agent is not named")
                    .endsWith("/ws/retell/llm/" + TOKEN);
        }
    }

    @Test
    void saysWhatHasToBeSetAllAtOnce() throws Exception {
        Terminal nothing = connect("PUBLIC_BASE_URL=http://voice.example.org\n");
        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.err())
                .contains(
                        "RETELL_API_KEY is not set",
                        "RETELL_LLM_TOKEN is not set",
                        "PUBLIC_BASE_URL must be the https");
    }

    @Test
    void saysWhyItFailed() throws Exception {
        try (var retell = RetellSimulator.start("key_another")) {
            Terminal refused = connect(at(retell));
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("check the key").doesNotContain("verysecret");
            Terminal nobody = connect(at(retell), "--agent", "nobody");
            assertThat(nobody.exit()).isEqualTo(1);
            assertThat(nobody.err()).contains("knows no agent nobody");
        }
    }
}
