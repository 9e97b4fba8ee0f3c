package io.antiphon.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.ModelPiece.StopReason;
import io.antiphon.ports.mind.ModelPiece.ToolRequest;
import io.antiphon.testkit.HeardAnswer;
import io.antiphon.testkit.LanguageModelContract;
import io.antiphon.testkit.Tries;
import io.antiphon.testkit.openai.OpenAiSimulator;
import io.antiphon.testkit.openai.Script;
import io.antiphon.testkit.wire.NobodysDoor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiCompatibleTest extends LanguageModelContract {
    private static final String KEY = "sk-very-secret-0123456789";
    private static final ChatEndpoint.Timeouts SHORT =
            new ChatEndpoint.Timeouts(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(300));

    private final OpenAiSimulator simulator = OpenAiSimulator.start();
    private final ChatEndpoint endpoint = ChatEndpoint.of("vendor", simulator.baseUrl(), KEY, "some-model");
    private final OpenAiCompatible model = new OpenAiCompatible(endpoint);

    @AfterEach
    void stop() throws Exception {
        model.close();
        simulator.close();
    }

    @Override
    protected LanguageModel model() {
        simulator.always(Script.stream()
                .every(Duration.ofMillis(20))
                .tokens("The", " clinic", " is", " open", " from", " nine", ".")
                .finish("stop")
                .usage(40, 7)
                .done());
        return model;
    }

    private HeardAnswer answered(Script script) throws Exception {
        simulator.next(script);
        var answer = new HeardAnswer();
        model.answer(question(), answer);
        return answer;
    }

    private ProviderFailure failure(OpenAiCompatible asked, Consumer<ModelPiece> sink) {
        var failure = new AtomicReference<ProviderFailure>();
        assertThatThrownBy(() -> asked.answer(question(), sink))
                .isInstanceOfSatisfying(ProviderFailure.class, failure::set);
        ProviderFailure found = failure.get();
        for (Throwable cause = found; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(KEY, "weekdays", "leaked words");
        }
        return found;
    }

    private ProviderFailure failed(Script script) {
        simulator.next(script);
        return failure(model, piece -> {});
    }

    @Test
    void countsTokensAndKeepsTheConnection() throws Exception {
        var answer = answered(Script.answering("Hello", " there"));
        assertThat(answer.text()).isEqualTo("Hello there");
        assertThat(answer.done()).isEqualTo(new ModelPiece.Done(StopReason.COMPLETE, 12, 2));
        answered(Script.answering("Again"));
        assertThat(simulator.connections()).isEqualTo(1);
        assertThat(simulator.departures()).isZero();
    }

    @Test
    void sendsTheKeyAndAsksForAStream() throws Exception {
        answered(Script.answering("Hello"));
        var request = simulator.takeRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.headers()).containsEntry("authorization", "Bearer " + KEY);
        assertThat(request.headers()).doesNotContainKey("upgrade");
        assertThat(request.body()).contains("\"stream\":true").contains("\"model\":\"some-model\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50})
    void putsSplitCharactersAndLinesTogether(int bytes) throws Exception {
        var answer = answered(Script.stream()
                .shredded(bytes)
                .tokens("नमस्ते", " 😀 ", "é\"\\\n")
                .finish("stop")
                .usage(3, 4)
                .done());
        assertThat(answer.text()).isEqualTo("नमस्ते 😀 é\"\\\n");
        assertThat(answer.done().answerTokens()).isEqualTo(4);
    }

    @Test
    void readsEveryKindOfLineEndAndPassesOverComments() throws Exception {
        var answer = answered(Script.stream()
                .comment("keep-alive")
                .raw("\uFEFF\r\n: OPENROUTER PROCESSING\r\n\r\nevent: x\r\nid: 1\r\nretry: 5\r\n")
                .raw("data:{\"choices\":[{\"delta\":{\"content\":\"one \"}}]}\r\n\r\n")
                .raw("data: {\"choices\":[{\"delta\":\ndata: {\"content\":\"two \"}}]}\n\n")
                .raw("data: {\"choices\":[{\"delta\":{\"content\":\"three\"}}]}\r\r")
                .finish("stop")
                .done());
        assertThat(answer.text()).isEqualTo("one two three");
    }

    @Test
    void readsEventsWithoutAnEmptyLineBetween() throws Exception {
        var answer = answered(Script.stream().raw("""
                data: {"choices":[{"delta":{"content":"one "}}]}
                data: {"choices":[{"delta":{"content":"two"},"finish_reason":"stop"}]}
                data: [DONE]
                """));
        assertThat(answer.text()).isEqualTo("one two");
    }

    @Test
    void takesUsageFromAnyChunk() throws Exception {
        var inLastChoice = answered(Script.stream()
                .tokens("Hi")
                .data("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1},\"timings\":{}}")
                .done());
        assertThat(inLastChoice.done()).isEqualTo(new ModelPiece.Done(StopReason.COMPLETE, 9, 1));
        var groq = answered(Script.stream()
                .tokens("Hi")
                .data("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                        + "\"x_groq\":{\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":2}}}")
                .done());
        assertThat(groq.done()).isEqualTo(new ModelPiece.Done(StopReason.COMPLETE, 8, 2));
        var none = answered(Script.stream().tokens("Hi").finish("stop").done());
        assertThat(none.done()).isEqualTo(new ModelPiece.Done(StopReason.COMPLETE, 0, 0));
    }

    @Test
    void doesNotNeedTheDoneLine() throws Exception {
        assertThat(answered(Script.stream().tokens("Hi").finish("stop")).text()).isEqualTo("Hi");
        assertThat(answered(Script.stream().tokens("Hi").finish("stop").stall()).text())
                .isEqualTo("Hi");
        assertThat(answered(Script.stream().tokens("Hi").finish("stop").cut()).text())
                .isEqualTo("Hi");
        assertThat(answered(Script.stream().tokens("Hi").done()).done().reason())
                .isEqualTo(StopReason.COMPLETE);
    }

    @Test
    void putsInterleavedToolCallsTogether() throws Exception {
        var answer = answered(Script.stream()
                .tokens("One moment.")
                .tool(0, "a", "find_table")
                .tool(1, "b", "weather")
                .arguments(0, "{\"peo")
                .arguments(1, "{\"city\":")
                .arguments(0, "ple\":2}")
                .arguments(1, "\"Pune\"}")
                .finish("tool_calls")
                .usage(5, 6)
                .done());
        assertThat(answer.text()).isEqualTo("One moment.");
        assertThat(answer.requests())
                .containsExactly(
                        new ToolRequest("a", "find_table", "{\"people\":2}"),
                        new ToolRequest("b", "weather", "{\"city\":\"Pune\"}"));
        assertThat(answer.done()).isEqualTo(new ModelPiece.Done(StopReason.TOOLS, 5, 6));
    }

    @Test
    void readsToolCallsWithoutIndexOrId() throws Exception {
        var answer = answered(Script.stream()
                .data(tool("{\"function\":{\"name\":\"one\",\"arguments\":\"{\\\"a\\\":\"}}"))
                .data(tool("{\"function\":{\"arguments\":\"1}\"}}"))
                .data(tool("{\"function\":{\"name\":\"two\",\"arguments\":{\"b\":2}}}"))
                .finish("stop")
                .done());
        assertThat(answer.requests())
                .containsExactly(
                        new ToolRequest("call-1-0", "one", "{\"a\":1}"),
                        new ToolRequest("call-1-1", "two", "{\"b\":2}"));
        assertThat(answer.done().reason()).isEqualTo(StopReason.TOOLS);
    }

    @Test
    void tellsCallsApartThatAllHaveIndexNought() throws Exception {
        var answer = answered(Script.stream()
                .data(tool("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"one\",\"arguments\":\"{}\"}}"))
                .data(tool("{\"index\":0,\"id\":\"y\",\"function\":{\"name\":\"one\",\"arguments\":\"\"}}"))
                .finish("tool_calls")
                .done());
        assertThat(answer.requests())
                .containsExactly(new ToolRequest("x", "one", "{}"), new ToolRequest("y", "one", "{}"));
    }

    @Test
    void joinsFragmentsThatRepeatTheirIdAndName() throws Exception {
        String fragment = "{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"one\",\"arguments\":\"%s\"}}";
        var answer = answered(Script.stream()
                .data(tool(fragment.formatted("{\\\"a\\\":")))
                .data(tool(fragment.formatted("1}")))
                .finish("tool_calls")
                .done());
        assertThat(answer.requests()).containsExactly(new ToolRequest("x", "one", "{\"a\":1}"));
    }

    private static String tool(String call) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[" + call + "]}}]}";
    }

    @Test
    void refusesToolArgumentsNobodyCanRead() {
        assertThat(failed(Script.stream()
                                .tool(0, "x", "one")
                                .arguments(0, "{leaked words")
                                .finish("tool_calls")
                                .done())
                        .kind())
                .isEqualTo(Kind.VENDOR_FAULT);
    }

    @Test
    void tellsWhyAnAnswerEnded() throws Exception {
        assertThat(answered(Script.stream()
                        .refusal("I cannot help with that.")
                        .finish("stop")
                        .done()))
                .satisfies(answer -> {
                    assertThat(answer.done().reason()).isEqualTo(StopReason.REFUSED);
                    assertThat(answer.text()).isEqualTo("I cannot help with that.");
                });
        assertThat(answered(Script.stream()
                                .tokens("Well")
                                .finish("content_filter")
                                .done())
                        .done()
                        .reason())
                .isEqualTo(StopReason.REFUSED);
        var cut = answered(Script.stream()
                .tokens("Well")
                .tool(0, "x", "one")
                .arguments(0, "{\"a")
                .finish("length")
                .done());
        assertThat(cut.done().reason()).isEqualTo(StopReason.LENGTH);
        assertThat(cut.requests()).isEmpty();
    }

    @Test
    void neverSpeaksThoughts() throws Exception {
        var answer = answered(Script.stream()
                .data("{\"choices\":[{\"delta\":{\"reasoning_content\":\"secret\",\"reasoning\":\"secret\"}}]}")
                .tokens("<th", "ink>", "let me see", "</thi", "nk>\n\n", "It is", " open.")
                .finish("stop")
                .done());
        assertThat(answer.text()).isEqualTo("It is open.");
        assertThat(answered(Script.answering("<", "b", " c")).text()).isEqualTo("<b c");
    }

    @Test
    void readsAWholeAnswerInPlaceOfAStream() throws Exception {
        var answer = answered(Script.plain(200, """
                {"choices":[{"index":0,"message":{"role":"assistant","content":"All at once."},
                "finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":3}}"""));
        assertThat(answer.text()).isEqualTo("All at once.");
        assertThat(answer.done().answerTokens()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_request_error, invalid_api_key,         AUTHENTICATION",
        "403, permission_error,      '',                      AUTHENTICATION",
        "402, '',                    '',                      QUOTA",
        "404, invalid_request_error, model_not_found,         BAD_REQUEST",
        "400, invalid_request_error, context_length_exceeded, BAD_REQUEST",
        "422, '',                    '',                      BAD_REQUEST",
        "429, requests,              rate_limit_exceeded,     RATE_LIMIT",
        "429, insufficient_quota,    insufficient_quota,      QUOTA",
        "500, server_error,          '',                      VENDOR_FAULT",
        "503, '',                    '',                      VENDOR_FAULT",
        "529, overloaded_error,      '',                      VENDOR_FAULT",
        "302, '',                    '',                      BAD_REQUEST",
    })
    void tellsWhatWentWrongBeforeTheFirstWord(int status, String type, String code, Kind kind) {
        var failure = failed(Script.error(status, type, code, "leaked words and " + KEY));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.getMessage()).startsWith("vendor: ").contains(code);
    }

    @Test
    void saysWhenToTryAgain() {
        var failure = failed(Script.error(429, "requests", "rate_limit_exceeded", "slow down")
                .header("Retry-After", "7"));
        assertThat(failure.getMessage()).contains("try again in 7 s");
        assertThat(failure.kind().worthAnotherTry()).isTrue();
    }

    @Test
    void readsAnErrorPageThatIsNoJson() {
        assertThat(failed(Script.plain(502, "<html>Bad gateway</html>")).kind()).isEqualTo(Kind.VENDOR_FAULT);
        assertThat(failed(Script.plain(200, "<html>Welcome</html>")).kind()).isEqualTo(Kind.VENDOR_FAULT);
    }

    @Test
    void reportsAnErrorInPlaceOfAStream() {
        assertThat(failed(Script.error(200, "insufficient_quota", "insufficient_quota", "no more"))
                        .kind())
                .isEqualTo(Kind.QUOTA);
    }

    @Test
    void reportsAnErrorInsideTheStream() {
        simulator.next(Script.stream().tokens("Well").errorInStream("server_error", "oops", "leaked words"));
        var heard = new HeardAnswer();
        assertThat(failure(model, heard).kind()).isEqualTo(Kind.VENDOR_FAULT);
        assertThat(heard.text()).isEqualTo("Well");
        assertThat(heard.pieces()).hasSize(1);
        assertThat(failed(Script.stream().errorInStream("requests", "rate_limit_exceeded", "x"))
                        .kind())
                .isEqualTo(Kind.RATE_LIMIT);
    }

    @Test
    void reportsAnAnswerThatBreaksOff() {
        assertThat(failed(Script.stream().tokens("Well").cut()).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failed(Script.stream().tokens("Well")).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failed(Script.stream()).kind()).isEqualTo(Kind.VENDOR_FAULT);
    }

    @Test
    void givesUpOnAServerThatSaysNothing() throws Exception {
        try (var hasty = new OpenAiCompatible(endpoint.withTimeouts(SHORT))) {
            simulator.next(Script.stream().stall());
            assertThat(failure(hasty, piece -> {}).kind()).isEqualTo(Kind.UNREACHABLE);
            simulator.takeDeparture();
            simulator.next(Script.stream().tokens("Well").stall());
            assertThat(failure(hasty, piece -> {}).getMessage()).contains("nothing more came");
            simulator.takeDeparture();
        }
    }

    @Test
    void reportsThatNobodyIsThere() throws Exception {
        try (var lost =
                new OpenAiCompatible(ChatEndpoint.of("vendor", NobodysDoor.ADDRESS.resolve("/v1/"), null, "m"))) {
            assertThat(failure(lost, piece -> {}).kind()).isEqualTo(Kind.UNREACHABLE);
        }
    }

    @Test
    void closesTheStreamAtOnceWhenInterrupted() throws Exception {
        for (Script script : new Script[] {
            Script.stream().stall(), Script.stream().tokens("Well").stall(),
        }) {
            Tries.inTime(SILENCE, () -> closesInTime(script));
        }
    }

    private boolean closesInTime(Script script) throws Exception {
        simulator.next(script);
        var ended = new CountDownLatch(1);
        Thread turn = Thread.ofVirtual().start(() -> {
            try {
                model.answer(question(), new HeardAnswer());
            } catch (InterruptedException expected) {
                ended.countDown();
            } catch (ProviderFailure wrong) {
                throw new AssertionError(wrong);
            }
        });
        simulator.takeRequest();
        long interrupted = System.nanoTime();
        turn.interrupt();
        boolean inTime = ended.await(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(ended.await(10, TimeUnit.SECONDS)).as("it ended").isTrue();
        return simulator.takeDeparture() - interrupted < SILENCE.toNanos() && inTime;
    }

    @Test
    void keepsTheKeyToItself() {
        assertThat(endpoint.toString()).doesNotContain(KEY);
        assertThat(model.description().toString()).doesNotContain(KEY);
        assertThatThrownBy(() -> ChatEndpoint.of("vendor", simulator.baseUrl(), "two\nlines", "m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("apiKey")
                .hasMessageNotContaining("two");
    }
}
