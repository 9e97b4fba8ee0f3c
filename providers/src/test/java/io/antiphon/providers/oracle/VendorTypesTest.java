package io.antiphon.providers.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What our adapters and our simulators send is of the types in the vendors' own packages, from which schemas are made at
 * test time. Types say nothing of order, time and size: those the simulators watch.
 */
class VendorTypesTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Outlives the run, so that schemas are made once for each lock file. */
    private static final Path SCHEMAS = Path.of("target", "vendor-schemas").toAbsolutePath();

    /**
     * What a vendor sends though its types do not name it.
     *
     * @param path of a field, or {@code type=} and that of a frame
     */
    private record Known(String of, String path, String why) {}

    private static final List<Known> KNOWN = List.of(
            new Known("AnthropicReceived", "type=ping", "told in the guide to streaming; the client drops it unseen"),
            new Known("OpenAiTranscriptionReceived", "session.id", "told in the reference of session.created"),
            new Known("OpenAiTranscriptionReceived", "session.object", "told in the reference of session.created"),
            new Known("OpenAiTranscriptionReceived", "session.expires_at", "told in the reference of session.created"));

    /** A frame with one thing wrong about it. */
    private record Wrong(String type, String what, JsonNode json) {}

    private static List<VendorFrames.Frame> right = List.of();
    private static List<Wrong> wrong = List.of();
    private static List<String> verdicts = List.of();

    @BeforeAll
    static void holdAllFramesAgainstTheTypes(@TempDir Path folder) throws Exception {
        right = VendorTalks.held().all();
        wrong = wrong();
        ObjectNode order = JSON.createObjectNode().put("folder", SCHEMAS.toString());
        var frames = order.putArray("frames");
        right.forEach(frame -> frames.addObject().put("type", frame.type()).set("frame", frame.json()));
        wrong.forEach(frame -> frames.addObject().put("type", frame.type()).set("frame", frame.json()));
        var known = order.putArray("known");
        KNOWN.forEach(extra -> known.addObject().put("of", extra.of()).put("path", extra.path()));
        Path file = folder.resolve("frames.json");
        Files.writeString(file, order.toString());
        verdicts = Node.run(folder, Map.of(), "node", "frames.mjs", file.toString());
    }

    private static String verdict(int number) {
        String begin = number + " ";
        return verdicts.stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow()
                .substring(begin.length());
    }

    @Test
    void acceptsAllThatOurAdaptersAndSimulatorsSend() {
        assertThat(IntStream.range(0, right.size())
                        .filter(number -> !verdict(number).isEmpty())
                        .mapToObj(number -> right.get(number) + " " + verdict(number)))
                .isEmpty();
    }

    @Test
    void seesEachVendorInBothDirections() {
        assertThat(right.stream().map(VendorFrames.Frame::type).distinct())
                .containsExactlyInAnyOrder(
                        "DeepgramV1Sent",
                        "DeepgramV1Received",
                        "DeepgramV2Sent",
                        "DeepgramV2Received",
                        "OpenAiTranscriptionSent",
                        "OpenAiTranscriptionReceived",
                        "OpenAiSpeechSent",
                        "OpenAiChatSent",
                        "OpenAiChatReceived",
                        "AnthropicSent",
                        "AnthropicReceived",
                        "GeminiSent",
                        "GeminiReceived",
                        "CartesiaSent",
                        "CartesiaReceived",
                        "ElevenLabsSent",
                        "ElevenLabsReceived",
                        "RetellAgentSent",
                        "RetellAgentChangeSent",
                        "RetellAgentReceived",
                        "RetellAgentsSent",
                        "RetellAgentsReceived",
                        "RetellNumberSent",
                        "RetellNumberChangeSent",
                        "RetellNumberReceived",
                        "RetellCallSent",
                        "RetellCallReceived");
    }

    @Test
    void refusesAFrameOfEachVendorWithOneThingWrong() {
        assertThat(wrong.stream().map(Wrong::type).distinct())
                .as("a wrong frame of each type")
                .containsExactlyInAnyOrderElementsOf(
                        right.stream().map(VendorFrames.Frame::type).distinct().toList());
        assertThat(IntStream.range(0, wrong.size())
                        .filter(number -> verdict(right.size() + number).isEmpty())
                        .mapToObj(number -> wrong.get(number).what()))
                .as("wrong, and accepted")
                .isEmpty();
    }

    @Test
    void makesNoAllowanceThatNothingNeeds() {
        assertThat(verdicts).noneMatch(line -> line.startsWith("unused"));
        assertThat(KNOWN).allMatch(extra -> !extra.why().isBlank());
    }

    private static List<Wrong> wrong() {
        var frames = new ArrayList<Wrong>();
        spoiled(frames, "DeepgramV1Sent", "Finalize", "a word misspelt", frame -> frame.put("type", "Finalise"));
        spoiled(frames, "DeepgramV1Received", "Results", "no channel", frame -> frame.remove("channel"));
        spoiled(frames, "DeepgramV2Sent", "ForceEndTurn", "a word misspelt", frame -> frame.put("type", "ForceEnd"));
        spoiled(frames, "DeepgramV2Received", "TurnInfo", "no such event", frame -> frame.put("event", "Bogus"));
        spoiled(frames, "DeepgramV2Received", "TurnInfo", "a number as text", frame -> frame.put("turn_index", "1"));
        String update = "session.update";
        spoiled(
                frames,
                "OpenAiTranscriptionSent",
                update,
                "the format of the interface before this one",
                frame -> inside(frame, "session").put("input_audio_format", "g711_ulaw"));
        spoiled(
                frames,
                "OpenAiTranscriptionSent",
                update,
                "no such format",
                frame -> inside(frame, "session", "audio", "input", "format").put("type", "audio/mulaw"));
        spoiled(
                frames,
                "OpenAiTranscriptionReceived",
                "conversation.item.input_audio_transcription.completed",
                "no item",
                frame -> frame.remove("item_id"));
        spoiled(
                frames,
                "OpenAiTranscriptionReceived",
                "input_audio_buffer.committed",
                "no such event",
                frame -> frame.put("type", "input_audio_buffer.comitted"));
        spoiled(frames, "OpenAiSpeechSent", "", "no such format", frame -> frame.put("response_format", "pcm16"));
        spoiled(frames, "OpenAiChatSent", "", "no such field", frame -> frame.put("maxTokens", 3));
        spoiled(
                frames,
                "OpenAiChatSent",
                "",
                "no such role",
                frame -> ((ObjectNode) frame.path("messages").path(0)).put("role", "agent"));
        spoiled(
                frames,
                "OpenAiChatReceived",
                "",
                "no such reason",
                frame -> ((ObjectNode) frame.path("choices").path(0)).put("finish_reason", "ended"));
        spoiled(frames, "AnthropicSent", "", "a field that is gone", frame -> frame.put("temperature", 0.5));
        spoiled(frames, "AnthropicSent", "", "no limit", frame -> frame.remove("max_tokens"));
        spoiled(
                frames,
                "AnthropicReceived",
                "content_block_delta",
                "no such delta",
                frame -> inside(frame, "delta").put("type", "words_delta"));
        spoiled(frames, "GeminiSent", "", "snake case", frame -> frame.putObject("generation_config"));
        spoiled(
                frames,
                "GeminiReceived",
                "",
                "no such reason",
                frame -> ((ObjectNode) frame.path("candidates").path(0)).put("finishReason", "ENDED"));
        spoiled(
                frames,
                "CartesiaSent",
                "",
                "a voice as it was in an older version",
                frame -> frame.putObject("voice").put("mode", "id").put("id", "a-voice"));
        spoiled(
                frames,
                "CartesiaSent",
                "",
                "a rate that is not to be had",
                frame -> inside(frame, "output_format").put("sample_rate", 16_001));
        spoiled(frames, "CartesiaReceived", "chunk", "no sound", frame -> frame.remove("data"));
        spoiled(frames, "ElevenLabsSent", "", "camel case", frame -> frame.put("contextId", "t1"));
        spoiled(frames, "ElevenLabsReceived", "", "snake case", frame -> frame.put("is_final", true));
        atRetell(frames);
        return frames;
    }

    private static void atRetell(List<Wrong> frames) {
        spoiled(
                frames,
                "RetellAgentSent",
                "",
                "the address as it once was",
                agent -> agent.put("llm_websocket_url", "wss://a"));
        spoiled(frames, "RetellAgentSent", "", "no voice", agent -> agent.remove("voice_id"));
        spoiled(frames, "RetellAgentChangeSent", "", "no such language", agent -> agent.put("language", "hi"));
        spoiled(frames, "RetellAgentReceived", "", "no id", agent -> agent.remove("agent_id"));
        spoiled(frames, "RetellAgentsSent", "", "a bare filter", list -> list.put("filter_criteria", "voice"));
        spoiled(frames, "RetellAgentsReceived", "", "no end told", list -> list.remove("has_more"));
        spoiled(frames, "RetellNumberSent", "", "a trunk's id", number -> number.put("sip_trunk_id", "trunk_1"));
        spoiled(
                frames,
                "RetellNumberChangeSent",
                "",
                "the name that it has in an import",
                number -> number.put("sip_trunk_auth_username", "user"));
        spoiled(frames, "RetellNumberReceived", "", "a password", number -> number.put("auth_password", "secret"));
        spoiled(
                frames,
                "RetellCallSent",
                "",
                "the agent as it once was named",
                call -> call.put("agent_id", "agent_1"));
        spoiled(frames, "RetellCallReceived", "", "no such status", call -> call.put("call_status", "ringing"));
    }

    private static void spoiled(List<Wrong> frames, String type, String kind, String what, Consumer<ObjectNode> spoil) {
        Predicate<VendorFrames.Frame> wanted = frame -> frame.type().equals(type)
                && (kind.isEmpty() || frame.json().path("type").asString("").equals(kind));
        var frame = (ObjectNode) right.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no frame of " + type + " " + kind))
                .json()
                .deepCopy();
        spoil.accept(frame);
        frames.add(new Wrong(type, type + ": " + what, frame));
    }

    private static ObjectNode inside(JsonNode frame, String... path) {
        JsonNode found = frame;
        for (String field : path) {
            found = found.path(field);
        }
        return (ObjectNode) found;
    }
}
