package io.antiphon.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.ModelPiece.StopReason;
import io.antiphon.ports.mind.ModelPiece.ToolRequest;
import io.antiphon.providers.wire.AnswerTimes;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.VendorModel;
import io.antiphon.providers.wire.VendorModelContract;
import io.antiphon.testkit.anthropic.AnthropicScript;
import io.antiphon.testkit.anthropic.AnthropicSimulator;
import io.antiphon.testkit.wire.ScriptedDoor;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class AnthropicTest extends VendorModelContract<AnthropicScript> {
    private final AnthropicSimulator simulator = AnthropicSimulator.start(KEY);

    @AfterEach
    void stop() throws Exception {
        simulator.close();
    }

    @Override
    protected LanguageModel model() {
        simulator
                .scripts()
                .always(AnthropicScript.stream(40)
                        .every(Duration.ofMillis(20))
                        .words(0, "The", " clinic", " is", " open", ".")
                        .end("end_turn", 5));
        return model(AnswerTimes.ORDINARY, KEY);
    }

    @Override
    protected LanguageModel model(AnswerTimes times, String key) {
        return new Anthropic(VendorModel.of(new ApiKey("anthropic", key), simulator.baseUrl(), "claude-haiku-5-5")
                .withTimes(times));
    }

    @Override
    protected ScriptedDoor<AnthropicScript> scripts() {
        return simulator.scripts();
    }

    @Override
    protected AnthropicScript begun(String... words) {
        var script = AnthropicScript.stream(1).ping();
        return words.length == 0 ? script : script.words(0, words);
    }

    @Override
    protected AnthropicScript whole(String... words) {
        return AnthropicScript.answering(words);
    }

    @Override
    protected AnthropicScript shredded(int bytes, String... words) {
        return AnthropicScript.stream(1)
                .shredded(bytes)
                .comment("hello")
                .words(0, words)
                .raw("\r\n\r\n")
                .end("end_turn", 1);
    }

    @Test
    void asksAsTheVendorWantsToBeAsked() throws Exception {
        answered(whole("Yes"), talkWithTools());
        var request = simulator.scripts().door().takeRequest();
        assertThat(request.headers()).containsEntry("x-api-key", KEY).containsEntry("anthropic-version", "2026-10-21");
        var body = new JsonMapper().readTree(request.body());
        assertThat(body.path("system")
                        .path(0)
                        .path("cache_control")
                        .path("type")
                        .asString())
                .isEqualTo("ephemeral");
        assertThat(body.path("messages").toString())
                .isEqualTo(
                        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"(The caller is on the line.)\"}]},"
                                + "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Hello, Asha speaking.\"}]},"
                                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"A table for two.\"}]},"
                                + "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"One moment.\"},"
                                + "{\"type\":\"tool_use\",\"id\":\"a1\",\"name\":\"find_table\",\"input\":{\"people\":2}}]},"
                                + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"a1\","
                                + "\"content\":\"{\\\"free\\\":true}\"},{\"type\":\"text\",\"text\":\"Hello?\"}]}]");
        assertThat(body.path("tools").path(0).path("input_schema").path("type").asString())
                .isEqualTo("object");
    }

    @Test
    void asksForToolsWithTheirArgumentsComplete() throws Exception {
        var answer = answered(AnthropicScript.stream(9)
                .thought(0, "secret thought")
                .words(1, "One", " moment.")
                .tool(2, "t1", "find_table", "{\"peo", "ple\":2}")
                .tool(3, "t2", "weather")
                .end("tool_use", 30));
        assertThat(answer.text()).isEqualTo("One moment.");
        assertThat(answer.requests())
                .containsExactly(
                        new ToolRequest("t1", "find_table", "{\"people\":2}"), new ToolRequest("t2", "weather", "{}"));
        assertThat(answer.done()).isEqualTo(new ModelPiece.Done(StopReason.TOOLS, 9, 30));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, COMPLETE",
        "stop_sequence, COMPLETE",
        "pause_turn, COMPLETE",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "refusal, REFUSED",
    })
    void tellsWhyAnAnswerEnded(String reason, StopReason expected) throws Exception {
        assertThat(answered(AnthropicScript.stream(1).words(0, "Well").end(reason, 2))
                        .done()
                        .reason())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, BAD_REQUEST",
        "401, authentication_error, AUTHENTICATION",
        "403, permission_error, AUTHENTICATION",
        "404, not_found_error, BAD_REQUEST",
        "402, billing_error, QUOTA",
        "429, rate_limit_error, RATE_LIMIT",
        "500, api_error, VENDOR_FAULT",
        "529, overloaded_error, VENDOR_FAULT",
    })
    void tellsWhatWentWrong(int status, String type, Kind kind) throws Exception {
        var before = failed(
                AnthropicScript.error(status, type, "leaked words and " + KEY).header("Retry-After", "7"));
        assertThat(before.kind()).isEqualTo(kind);
        assertThat(before).hasMessageContaining(type);
        assertThat(before.toString().contains("try again in 7 s")).isEqualTo(status == 429 || status >= 500);
        var inside = failed(begun("Well").errorInStream(type, "leaked words"));
        assertThat(inside.kind()).isEqualTo(kind);
    }

    @Test
    void readsAnErrorPageThatIsNoJson() throws Exception {
        assertThat(failed(AnthropicScript.plain(502, "<html>leaked words</html>"))
                        .kind())
                .isEqualTo(Kind.VENDOR_FAULT);
    }

    @Test
    void refusesToolArgumentsNobodyCanRead() throws Exception {
        assertThat(failed(AnthropicScript.stream(1)
                                .tool(0, "x", "one", "{leaked words")
                                .end("tool_use", 1))
                        .kind())
                .isEqualTo(Kind.VENDOR_FAULT);
    }
}
