package io.antiphon.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.antiphon.testkit.openai.OpenAiSimulator;
import io.antiphon.testkit.openai.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What LangChain4j's reader makes of the streams that {@link OpenAiCompatible} is tested with: the ground of decision
 * 0002. When a case here changes with a new version, the decision is worth another look.
 */
@Tag("peer")
class LangChain4jPeerTest {

    private final OpenAiSimulator simulator = OpenAiSimulator.start();

    @AfterEach
    void stop() throws Exception {
        simulator.close();
    }

    record Case(String name, Script script, String theirs) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "SPLIT_BYTES",
                        Script.stream()
                                .shredded(1)
                                .tokens("नमस्ते")
                                .finish("stop")
                                .done(),
                        "नमस्ते | STOP"),
                new Case(
                        "COMMENTS_AND_CRLF",
                        Script.stream()
                                .comment("keep-alive")
                                .raw("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\r\n\r\n")
                                .finish("stop")
                                .done(),
                        "Hi | STOP"),
                new Case("NO_EMPTY_LINES", Script.stream().raw("""
                data: {"choices":[{"index":0,"delta":{"content":"one "}}]}
                data: {"choices":[{"index":0,"delta":{"content":"two"},"finish_reason":"stop"}]}
                data: [DONE]
                """), "one  | null"),
                new Case(
                        "INTERLEAVED_TOOLS",
                        Script.stream()
                                .tool(0, "x", "one")
                                .tool(1, "y", "two")
                                .arguments(0, "{\"a\":")
                                .arguments(1, "{\"b\":")
                                .arguments(0, "1}")
                                .arguments(1, "2}")
                                .finish("tool_calls")
                                .done(),
                        "failure java.lang.IllegalArgumentException"),
                new Case(
                        "TOOLS_WITHOUT_INDEX",
                        Script.stream()
                                .data(
                                        tool(
                                                "{\"id\":\"x\",\"function\":{\"name\":\"one\",\"arguments\":\"{\\\"a\\\":1}\"}}"))
                                .data(
                                        tool(
                                                "{\"id\":\"y\",\"function\":{\"name\":\"two\",\"arguments\":\"{\\\"b\\\":2}\"}}"))
                                .finish("stop")
                                .done(),
                        "one {\"a\":1}, two {\"b\":2} | STOP"),
                new Case(
                        "ARGUMENTS_AS_OBJECT",
                        Script.stream()
                                .data(
                                        tool(
                                                "{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"one\",\"arguments\":{\"a\":1}}}"))
                                .finish("tool_calls")
                                .done(),
                        "failure java.lang.RuntimeException"),
                new Case("NO_DONE", Script.stream().tokens("Hi").finish("stop"), "Hi | STOP"),
                new Case(
                        "ERROR_IN_STREAM",
                        Script.stream().tokens("Hi").errorInStream("server_error", "oops", "broken"),
                        "Hi | null"),
                new Case(
                        "ERROR_IN_PLACE_OF_STREAM",
                        Script.error(200, "insufficient_quota", "insufficient_quota", "no more"),
                        "null | null"),
                new Case("BROKEN_OFF", Script.stream().tokens("Hi"), "Hi | null"),
                new Case(
                        "REFUSAL",
                        Script.stream().refusal("I cannot.").finish("stop").done(),
                        "null | STOP"));
    }

    private static String tool(String call) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[" + call + "]}}]}";
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsOrMisreads(Case quirk) throws Exception {
        simulator.next(quirk.script);
        assertThat(ask()).startsWith(quirk.theirs);
    }

    private String ask() throws InterruptedException {
        BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
        OpenAiStreamingChatModel.builder()
                .baseUrl(simulator.baseUrl().toString())
                .apiKey("key")
                .modelName("m")
                .timeout(Duration.ofSeconds(3))
                .build()
                .chat("Hello", new StreamingChatResponseHandler() {
                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        outcomes.add(told(response));
                    }

                    @Override
                    public void onError(Throwable error) {
                        outcomes.add("failure " + error);
                    }
                });
        String outcome = outcomes.poll(4, TimeUnit.SECONDS);
        return outcome == null ? "no end" : outcome;
    }

    private static String told(ChatResponse response) {
        List<ToolExecutionRequest> tools = response.aiMessage().toolExecutionRequests();
        String words = tools.isEmpty()
                ? String.valueOf(response.aiMessage().text())
                : String.join(
                        ", ",
                        tools.stream()
                                .map(tool -> tool.name() + " " + tool.arguments())
                                .toList());
        return words + " | " + response.finishReason();
    }
}
