package io.antiphon.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.ModelPiece.StopReason;
import io.antiphon.ports.mind.ModelPiece.ToolRequest;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.providers.wire.AnswerTimes;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.VendorModel;
import io.antiphon.providers.wire.VendorModelContract;
import io.antiphon.testkit.gemini.GeminiScript;
import io.antiphon.testkit.gemini.GeminiSimulator;
import io.antiphon.testkit.wire.ScriptedDoor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class GeminiTest extends VendorModelContract<GeminiScript> {
    private final GeminiSimulator simulator = GeminiSimulator.start(KEY);

    @AfterEach
    void stop() throws Exception {
        simulator.close();
    }

    @Override
    protected LanguageModel model() {
        simulator
                .scripts()
                .always(GeminiScript.stream()
                        .every(Duration.ofMillis(20))
                        .words("The", " clinic", " is", " open", ".")
                        .end("STOP"));
        return model(AnswerTimes.ORDINARY, KEY);
    }

    @Override
    protected LanguageModel model(AnswerTimes times, String key) {
        return new Gemini(VendorModel.of(new ApiKey("gemini", key), simulator.baseUrl(), "gemini-flash-latest")
                .withTimes(times));
    }

    @Override
    protected ScriptedDoor<GeminiScript> scripts() {
        return simulator.scripts();
    }

    @Override
    protected GeminiScript begun(String... words) {
        return GeminiScript.stream().comment("begun").words(words);
    }

    @Override
    protected GeminiScript whole(String... words) {
        return GeminiScript.answering(words);
    }

    @Override
    protected GeminiScript shredded(int bytes, String... words) {
        return GeminiScript.stream()
                .shredded(bytes)
                .comment("hello")
                .words(words)
                .raw("\r\n\r\n")
                .end("STOP");
    }

    @Test
    void asksAsTheVendorWantsToBeAsked() throws Exception {
        answered(whole("Yes"), talkWithTools());
        var request = simulator.scripts().door().takeRequest();
        assertThat(request.path()).isEqualTo("/v1beta/models/gemini-flash-latest:streamGenerateContent?alt=sse");
        assertThat(request.headers()).containsEntry("x-goog-api-key", KEY);
        var body = new JsonMapper().readTree(request.body());
        assertThat(body.path("contents").toString())
                .isEqualTo("[{\"role\":\"user\",\"parts\":[{\"text\":\"(The caller is on the line.)\"}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"Hello, Asha speaking.\"}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"A table for two.\"}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"One moment.\"},"
                        + "{\"functionCall\":{\"id\":\"a1\",\"name\":\"find_table\",\"args\":{\"people\":2}}}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"Hello?\"},{\"functionResponse\":{\"id\":\"a1\","
                        + "\"name\":\"find_table\",\"response\":{\"free\":true}}}]}]");
        assertThat(body.path("tools")
                        .path(0)
                        .path("functionDeclarations")
                        .path(0)
                        .path("parametersJsonSchema")
                        .path("type")
                        .asString())
                .isEqualTo("object");
    }

    @Test
    void givesSignedToolRequestsBackWithTheirSignature() throws Exception {
        var answer = answered(GeminiScript.stream()
                .thought("secret thought")
                .words("One", " moment.")
                .tool("", "find_table", "{\"people\":2}", "c2lnbmF0dXJl")
                .tool("v7", "weather", "{}", "")
                .end("STOP"));
        assertThat(answer.text()).isEqualTo("One moment.");
        assertThat(answer.requests())
                .containsExactly(
                        new ToolRequest("call-1-0~c2lnbmF0dXJl", "find_table", "{\"people\":2}"),
                        new ToolRequest("v7", "weather", "{}"));
        assertThat(answer.done().reason()).isEqualTo(StopReason.TOOLS);
        simulator.scripts().door().takeRequest();
        var next = new Prompt(
                "",
                List.of(
                        new Message.Caller("A table."),
                        new Message.Agent("", answer.requests()),
                        new Message.ToolAnswer("call-1-0~c2lnbmF0dXJl", "find_table", "two are free"),
                        new Message.ToolAnswer("v7", "weather", "{}")),
                List.of(),
                Findings.none(),
                "en",
                "");
        answered(whole("Yes"), next);
        assertThat(new JsonMapper()
                        .readTree(simulator.scripts().door().takeRequest().body())
                        .path("contents")
                        .toString())
                .contains(
                        "{\"functionCall\":{\"name\":\"find_table\",\"args\":{\"people\":2}},\"thoughtSignature\":\"c2lnbmF0dXJl\"}")
                .contains("{\"functionCall\":{\"id\":\"v7\",\"name\":\"weather\",\"args\":{}}}")
                .contains(
                        "{\"functionResponse\":{\"name\":\"find_table\",\"response\":{\"result\":\"two are free\"}}}");
    }

    @ParameterizedTest
    @CsvSource({"STOP, COMPLETE", "MAX_TOKENS, LENGTH", "SAFETY, REFUSED", "PROHIBITED_CONTENT, REFUSED"})
    void tellsWhyAnAnswerEnded(String reason, StopReason expected) throws Exception {
        assertThat(answered(GeminiScript.stream().words("Well").end(reason)).done())
                .isEqualTo(new ModelPiece.Done(expected, 12, 1));
    }

    @Test
    void reportsAPromptThatWasBlockedAndACallThatWasMalformed() throws Exception {
        assertThat(answered(GeminiScript.stream().blocked("SAFETY")).done().reason())
                .isEqualTo(StopReason.REFUSED);
        assertThat(failed(GeminiScript.stream().words("Well").end("MALFORMED_FUNCTION_CALL")))
                .hasMessageContaining("MALFORMED_FUNCTION_CALL");
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT, '', BAD_REQUEST", "400, INVALID_ARGUMENT, API_KEY_INVALID, AUTHENTICATION",
        "403, PERMISSION_DENIED, '', AUTHENTICATION", "404, NOT_FOUND, '', BAD_REQUEST",
        "429, RESOURCE_EXHAUSTED, '', RATE_LIMIT", "500, INTERNAL, '', VENDOR_FAULT",
        "503, UNAVAILABLE, '', VENDOR_FAULT",
    })
    void tellsWhatWentWrong(int status, String name, String reason, Kind kind) throws Exception {
        var before = failed(GeminiScript.error(status, name, reason, "17s"));
        assertThat(before.kind()).isEqualTo(kind);
        assertThat(before).hasMessageContaining(name);
        assertThat(before.toString().contains("try again in 17 s")).isEqualTo(status == 429 || status >= 500);
        if (reason.isEmpty()) {
            assertThat(failed(begun("Well").errorInStream(status, name)).kind()).isEqualTo(kind);
        }
    }

    @Test
    void readsAnErrorPageThatIsNoJson() throws Exception {
        assertThat(failed(GeminiScript.plain(502, "<html>leaked words</html>")).kind())
                .isEqualTo(Kind.VENDOR_FAULT);
    }
}
