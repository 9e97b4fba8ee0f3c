package io.antiphon.providers.openai.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.audio.Frame;
import io.antiphon.audio.G711;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.speech.Dialogue;
import io.antiphon.ports.speech.DialogueSettings;
import io.antiphon.ports.speech.SpeechToSpeech;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.DialogueTimes;
import io.antiphon.providers.wire.VendorDialogueContract;
import io.antiphon.testkit.HeardDialogue;
import io.antiphon.testkit.SpokenLetters;
import io.antiphon.testkit.openai.realtime.RealtimeSimulator;
import io.antiphon.testkit.openai.realtime.Reply;
import io.antiphon.testkit.wire.Door;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenAiRealtimeTest extends VendorDialogueContract {
    private static final JsonMapper JSON = new JsonMapper();

    private final RealtimeSimulator simulator = RealtimeSimulator.start(KEY);
    private final OpenAiRealtime realtime = realtime(DialogueTimes.ORDINARY, KEY);

    private OpenAiRealtime realtime(DialogueTimes times, String key) {
        return new OpenAiRealtime(new RealtimeSettings(
                new ApiKey("openai", key), simulator.baseUrl(), "gpt-realtime-2.1", "marin", "whisper-1", times));
    }

    @AfterEach
    void stop() throws Exception {
        realtime.close();
        simulator.close();
    }

    @Override
    protected SpeechToSpeech model() {
        return realtime;
    }

    @Override
    protected SpeechToSpeech model(DialogueTimes times, String key) {
        return realtime(times, key);
    }

    @Override
    protected int rate() {
        return 8000;
    }

    @Override
    protected String answer() {
        return "Hello there, how can I help?";
    }

    @Override
    protected void wishes(String tool, String arguments) {
        simulator.next(new Reply.Tool("", tool, arguments));
    }

    @Override
    protected void beginsAndStalls() {
        simulator.next(new Reply.Stall("One moment please"));
    }

    @Override
    protected void toldTheResult(String result) throws InterruptedException {
        JsonNode item = JSON.readTree(simulator.door().log().await("function_call_output"))
                .path("item");
        assertThat(item.path("output").asString()).isEqualTo(result);
        assertThat(item.path("call_id").asString()).startsWith("call_");
    }

    @Override
    protected Door door() {
        return simulator.door();
    }

    @Test
    void asksAsTheVendorWantsToBeAsked() throws Exception {
        realtime.open(settings(), new HeardDialogue()).close();
        var request = simulator.door().takeRequest();
        assertThat(request.path()).isEqualTo("/v1/realtime?model=gpt-realtime-2.1");
        assertThat(request.header("authorization")).isEqualTo("Bearer " + KEY);
        assertThat(request.header("openai-beta")).isEmpty();
        JsonNode session =
                JSON.readTree(simulator.door().log().await("session.update")).path("session");
        assertThat(session.path("audio")
                        .path("input")
                        .path("format")
                        .path("type")
                        .asString())
                .isEqualTo("audio/pcmu");
        assertThat(session.path("audio").path("input").path("turn_detection").isNull())
                .isTrue();
        assertThat(session.path("audio")
                        .path("input")
                        .path("transcription")
                        .path("model")
                        .asString())
                .isEqualTo("whisper-1");
        assertThat(session.path("audio").path("output").path("voice").asString())
                .isEqualTo("marin");
        assertThat(session.path("instructions").asString()).contains("Be kind.");
        assertThat(session.path("tools").path(0).path("name").asString()).isEqualTo("book");
    }

    @Test
    void passesTheCarriersSoundThroughUnchanged() throws Exception {
        var heard = new HeardDialogue();
        var sent = new ByteArrayOutputStream();
        try (Dialogue dialogue = realtime.open(settings(), heard)) {
            for (Frame frame : SpokenLetters.say("please call me back", 8000)) {
                byte[] carrier = G711.ULAW.encode(frame.samples());
                sent.writeBytes(carrier);
                dialogue.hear(new Frame(G711.ULAW.decode(carrier), 8000), true);
            }
            dialogue.finish();
            assertThat(heard.said()).isEqualTo("please call me back");
        }
        var arrived = new ByteArrayOutputStream();
        for (String text : simulator.door().log().heard()) {
            JsonNode event = JSON.readTree(text);
            if (event.path("type").asString().equals("input_audio_buffer.append")) {
                arrived.writeBytes(
                        Base64.getDecoder().decode(event.path("audio").asString()));
            }
        }
        assertThat(arrived.toByteArray()).isEqualTo(sent.toByteArray());
    }

    @Test
    void resamplesForALineThatIsNoTelephone() throws Exception {
        var heard = new HeardDialogue();
        var settings = new DialogueSettings(prompt("Be kind.", List.of()), null, 16_000);
        try (Dialogue dialogue = realtime.open(settings, heard)) {
            for (int i = 0; i < 50; i++) {
                dialogue.hear(Frame.silence(16_000), true);
            }
            dialogue.finish();
            dialogue.answer(1, prompt("", List.of()), heard);
            assertThat(heard.sound().rate()).isEqualTo(24_000);
        }
        long bytes = simulator.door().log().heard().stream()
                .map(JSON::readTree)
                .filter(event -> event.path("type").asString().equals("input_audio_buffer.append"))
                .mapToLong(
                        event -> Base64.getDecoder().decode(event.path("audio").asString()).length)
                .sum();
        assertThat(bytes)
                .as("a second at 24 kHz in 16 bit, less what the filter holds")
                .isBetween(47_000L, 48_000L);
    }

    @Test
    void sendsSpeechWithWhatCameJustBeforeAndNoSilence() throws Exception {
        var heard = new HeardDialogue();
        try (Dialogue dialogue = realtime.open(settings(), heard)) {
            for (int i = 0; i < 100; i++) {
                dialogue.hear(Frame.silence(8000), false);
            }
            speak(dialogue, "please");
            dialogue.finish();
            assertThat(heard.said()).isEqualTo("please");
        }
        assertThat(simulator.door().log().heard().stream()
                        .filter(text -> text.contains("input_audio_buffer.append"))
                        .count())
                .as("300 ms, six letters and the pause after them")
                .isEqualTo(15 + 6 + 10);
    }

    @Test
    void cutsAnAnswerAtWhatWasHeardAndForgetsOneThatWasNot() throws Exception {
        var heard = new HeardDialogue();
        try (Dialogue dialogue = realtime.open(settings(), heard)) {
            dialogue.answer(1, prompt("Say hello.", List.of()), heard);
            dialogue.heard(1, "Hello", 340);
            assertThat(simulator.door().log().await("conversation.item.truncate"))
                    .contains("\"audio_end_ms\":340", "\"content_index\":0");
            dialogue.answer(2, prompt("Say hello.", List.of()), heard);
            dialogue.heard(2, "", 0);
            simulator.door().log().await("conversation.item.delete");
            dialogue.answer(3, prompt("Say hello.", List.of()), heard);
        }
        assertThat(simulator.door().log().told())
                .anyMatch(text -> text.contains("conversation.item.truncated"))
                .anyMatch(text -> text.contains("conversation.item.deleted"))
                .noneMatch(text -> text.contains("\"type\":\"error\""));
    }

    @Test
    void tellsWhatOthersHaveSaid() throws Exception {
        var heard = new HeardDialogue();
        try (Dialogue dialogue = realtime.open(settings(), heard)) {
            dialogue.answer(
                    1,
                    prompt(
                            "",
                            List.of(
                                    new Message.Agent("One moment.", List.of()),
                                    new Message.ToolAnswer("t1.1.1", "book", "\"late\""))),
                    heard);
        }
        assertThat(simulator.door().log().await("One moment.")).contains("assistant", "output_text");
        assertThat(simulator.door().log().await("late")).contains("system", "input_text");
        assertThat(simulator.door().log().told()).noneMatch(text -> text.contains("\"type\":\"error\""));
    }

    @Test
    void anAnswerThatFailsLeavesTheDialogueAlive() throws Exception {
        simulator.next(new Reply.Failure("rate_limit_exceeded"));
        var heard = new HeardDialogue();
        try (Dialogue dialogue = realtime.open(settings(), heard)) {
            assertThatThrownBy(() -> dialogue.answer(1, prompt("", List.of()), heard))
                    .isInstanceOfSatisfying(
                            ProviderFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(ProviderFailure.Kind.RATE_LIMIT))
                    .hasMessageNotContaining("leaked");
            dialogue.answer(2, prompt("", List.of()), heard);
            assertThat(heard.text().strip()).isEqualTo(answer());
        }
    }
}
