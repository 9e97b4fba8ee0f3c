package io.antiphon.providers.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import io.antiphon.audio.Pcm16;
import io.antiphon.testkit.SpokenLetters;
import io.antiphon.testkit.anthropic.AnthropicScript;
import io.antiphon.testkit.anthropic.AnthropicSimulator;
import io.antiphon.testkit.cartesia.CartesiaSimulator;
import io.antiphon.testkit.deepgram.DeepgramSimulator;
import io.antiphon.testkit.gemini.GeminiSimulator;
import io.antiphon.testkit.gemini.live.GeminiLiveSimulator;
import io.antiphon.testkit.openai.OpenAiSimulator;
import io.antiphon.testkit.openai.realtime.RealtimeSimulator;
import io.antiphon.testkit.wire.TlsIdentity;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The vendors' own clients talk to our simulators, which therefore speak the vendors' language and not only ours. */
class VendorClientsTest {
    private static final String KEY = "very-secret-0123456789";

    @Test
    void theVendorsOwnClientsTalkToOurSimulators(@TempDir Path folder) throws Exception {
        TlsIdentity identity = TlsIdentity.make(folder);
        try (var deepgram = DeepgramSimulator.start(KEY, identity);
                var cartesia = CartesiaSimulator.start(KEY, identity);
                var anthropic = AnthropicSimulator.start(KEY);
                var gemini = GeminiSimulator.start(KEY);
                var openai = OpenAiSimulator.start();
                var realtime = RealtimeSimulator.start(KEY, identity);
                var live = GeminiLiveSimulator.start(KEY)) {
            anthropic
                    .scripts()
                    .always(AnthropicScript.stream(9)
                            .words(0, "One", " moment.")
                            .tool(1, "t1", "find_table", "{\"peo", "ple\":2}")
                            .end("tool_use", 30));
            Path settings = folder.resolve("settings.json");
            Files.writeString(
                    settings,
                    new JsonMapper()
                            .createObjectNode()
                            .put("key", KEY)
                            .put("sound", sound(folder, 16_000).toString())
                            .put("sound24", sound(folder, 24_000).toString())
                            .put("realtime", realtime.baseUrl().toString())
                            .put("live", live.baseUrl().toString())
                            .put("deepgram", deepgram.door().socketAddress())
                            .put("cartesia", cartesia.baseUrl().toString())
                            .put("anthropic", anthropic.baseUrl().toString())
                            .put("gemini", gemini.baseUrl().toString())
                            .put("openai", openai.baseUrl().toString())
                            .toString());
            assertThat(Node.run(
                            folder,
                            Map.of("NODE_EXTRA_CA_CERTS", identity.certificate().toString()),
                            "node",
                            "clients.mjs",
                            settings.toString()))
                    .containsExactly(
                            "nova: please call me back",
                            "flux: StartOfTurn p | EndOfTurn please call me back",
                            "cartesia: Hello there. 23040",
                            "anthropic: One moment. find_table{\"people\":2} tool_use 30",
                            "refused: AuthenticationError 401 authentication_error",
                            "gemini: Hello there. STOP 3",
                            "openai: Hello there, how can I help? 7",
                            "realtime: refused unknown_parameter | started | please call me back | completed 13440 | cut 340",
                            "realtimeRefused: Unexpected server response: 401",
                            "live: please call me back | Hello there, how can I help? 80640");
        }
    }

    /** A sentence, and after it enough silence for a vendor that judges by it. */
    private static Path sound(Path folder, int rate) throws Exception {
        var bytes = new ByteArrayOutputStream();
        for (Frame frame : SpokenLetters.say("please call me back", rate)) {
            bytes.writeBytes(Pcm16.encode(frame.samples()));
        }
        if (rate == 24_000) {
            bytes.writeBytes(new byte[2 * rate]);
        }
        Path file = folder.resolve("sound-" + rate + ".pcm");
        Files.write(file, bytes.toByteArray());
        return file;
    }
}
