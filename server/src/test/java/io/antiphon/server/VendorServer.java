package io.antiphon.server;

import io.antiphon.server.tracing.Collector;
import io.antiphon.testkit.anthropic.AnthropicScript;
import io.antiphon.testkit.anthropic.AnthropicSimulator;
import io.antiphon.testkit.cartesia.CartesiaSimulator;
import io.antiphon.testkit.deepgram.DeepgramSimulator;
import io.antiphon.testkit.elevenlabs.ElevenLabsSimulator;
import io.antiphon.testkit.gemini.GeminiScript;
import io.antiphon.testkit.gemini.GeminiSimulator;
import io.antiphon.testkit.openai.OpenAiSimulator;
import io.antiphon.testkit.openai.realtime.RealtimeSimulator;
import io.antiphon.testkit.twilio.TwilioSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The other server of the test run: vendors are simulated, and it has the keys of some of them. Those of the ear and of
 * the voice are revoked; it has none for Gemini and Cartesia. Each simulator belongs to one test class,
 * or to those that lock it by its name.
 */
final class VendorServer {
    static final String KEY = "good-0123456789-abcd";
    static final String REVOKED = "revoked-9876543210-wxyz";

    static final String ACCOUNT = "AC00000000000000000000000000000001";
    static final String TOKEN = "twilio-0123456789";
    static final String NUMBER = "+15551239999";

    /** Of the address at which Retell asks for words. */
    static final String LLM_TOKEN = "llm-0123456789";

    /** What Anthropic's model answers. */
    static final String ANSWER = "Raise the head of the bed.";

    /** What Google's model answers. */
    static final String OTHER_ANSWER = "Sit up and lean forward.";

    final Collector collector = collector();
    final AnthropicSimulator anthropic = AnthropicSimulator.start(KEY);
    final OpenAiSimulator openAi = OpenAiSimulator.start();
    final RealtimeSimulator realtime = RealtimeSimulator.start(KEY);
    final GeminiSimulator gemini = GeminiSimulator.start(KEY);
    final CartesiaSimulator cartesia = CartesiaSimulator.start(KEY);
    final TwilioSimulator twilio = TwilioSimulator.start(ACCOUNT, TOKEN, NUMBER);
    final RunningServer server;

    private VendorServer() {
        anthropic.scripts().always(AnthropicScript.answering("Raise", " the head", " of the bed", "."));
        gemini.scripts().always(GeminiScript.answering("Sit up", " and lean", " forward", "."));
        String port = FreePort.find();
        server = new RunningServer(
                "vendors",
                Map.ofEntries(
                        Map.entry(
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                collector.address().toString()),
                        Map.entry("TOOL_ADDRESSES", "any"),
                        Map.entry("SERVER_PORT", port),
                        Map.entry("PUBLIC_BASE_URL", "http://localhost:" + port),
                        Map.entry("TWILIO_ACCOUNT_SID", ACCOUNT),
                        Map.entry("TWILIO_AUTH_TOKEN", TOKEN),
                        Map.entry("TWILIO_PHONE_NUMBER", NUMBER),
                        Map.entry("TWILIO_API_URL", twilio.baseUrl().toString()),
                        Map.entry("OUTBOUND_CALLS_PER_MINUTE", "1000"),
                        Map.entry("RETELL_LLM_TOKEN", LLM_TOKEN),
                        Map.entry("DEEPGRAM_API_KEY", REVOKED),
                        Map.entry(
                                "DEEPGRAM_BASE_URL",
                                DeepgramSimulator.start(KEY).baseUrl().toString()),
                        Map.entry("ELEVENLABS_API_KEY", REVOKED),
                        Map.entry(
                                "ELEVENLABS_BASE_URL",
                                ElevenLabsSimulator.start(KEY).baseUrl().toString()),
                        Map.entry("ANTHROPIC_API_KEY", KEY),
                        Map.entry("ANTHROPIC_BASE_URL", anthropic.baseUrl().toString()),
                        Map.entry("OPENAI_API_KEY", KEY),
                        Map.entry("OPENAI_BASE_URL", openAi.baseUrl().toString()),
                        Map.entry("OPENAI_MODEL", "simulated"),
                        Map.entry("OPENAI_REALTIME_BASE_URL", realtime.baseUrl().toString()),
                        Map.entry("GEMINI_BASE_URL", gemini.baseUrl().toString()),
                        Map.entry("CARTESIA_BASE_URL", cartesia.baseUrl().toString())));
    }

    /** Started when it is first asked for. */
    static VendorServer shared() {
        return Shared.ONE;
    }

    Api api() {
        return server.api();
    }

    private static Collector collector() {
        try {
            return new Collector();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Shared {
        private static final VendorServer ONE = new VendorServer();
    }
}
