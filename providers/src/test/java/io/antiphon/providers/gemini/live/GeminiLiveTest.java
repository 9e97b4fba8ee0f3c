package io.antiphon.providers.gemini.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Dialogue;
import io.antiphon.ports.speech.DialogueSettings;
import io.antiphon.ports.speech.SpeechToSpeech;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.DialogueTimes;
import io.antiphon.providers.wire.VendorDialogueContract;
import io.antiphon.testkit.HeardDialogue;
import io.antiphon.testkit.gemini.live.GeminiLiveSimulator;
import io.antiphon.testkit.gemini.live.LiveReply;
import io.antiphon.testkit.wire.Door;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GeminiLiveTest extends VendorDialogueContract {
    private static final JsonMapper JSON = new JsonMapper();

    private final GeminiLiveSimulator simulator = GeminiLiveSimulator.start(KEY);
    private final GeminiLive live = live(DialogueTimes.ORDINARY, KEY);

    private GeminiLive live(DialogueTimes times, String key) {
        return new GeminiLive(new LiveSettings(
                new ApiKey("gemini", key), simulator.baseUrl(), "gemini-live-model", "Kore", 0.8, times));
    }

    @AfterEach
    void stop() throws Exception {
        live.close();
        simulator.close();
    }

    @Override
    protected SpeechToSpeech model() {
        return live;
    }

    @Override
    protected SpeechToSpeech model(DialogueTimes times, String key) {
        return live(times, key);
    }

    @Override
    protected int rate() {
        return 16_000;
    }

    @Override
    protected String answer() {
        return "Hello there, how can I help?";
    }

    @Override
    protected void wishes(String tool, String arguments) {
        simulator.next(new LiveReply.Tool(tool, arguments));
    }

    @Override
    protected void beginsAndStalls() {
        simulator.next(new LiveReply.Stall("One moment please"));
    }

    @Override
    protected void toldTheResult(String result) throws InterruptedException {
        JsonNode response = JSON.readTree(simulator.door().log().await("toolResponse"))
                .path("toolResponse")
                .path("functionResponses")
                .path(0);
        assertThat(response.path("id").asString()).startsWith("function-call-");
        assertThat(response.path("response").path("output").toString()).isEqualTo(result);
    }

    @Override
    protected Door door() {
        return simulator.door();
    }

    @Test
    void asksAsTheVendorWantsToBeAsked() throws Exception {
        var heard = new HeardDialogue();
        try (Dialogue dialogue = live.open(settings(), heard)) {
            speak(dialogue, "please call me back");
            dialogue.finish();
            dialogue.answer(1, prompt("", List.of()), heard);
        }
        var request = simulator.door().takeRequest();
        assertThat(request.path())
                .isEqualTo("/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent");
        assertThat(request.header("x-goog-api-key")).isEqualTo(KEY);
        JsonNode setup =
                JSON.readTree(simulator.door().log().heard().getFirst()).path("setup");
        assertThat(setup.path("model").asString()).isEqualTo("models/gemini-live-model");
        assertThat(setup.path("realtimeInputConfig")
                        .path("automaticActivityDetection")
                        .path("disabled")
                        .asBoolean())
                .isTrue();
        assertThat(setup.path("generationConfig").path("temperature").asDouble())
                .isEqualTo(0.8);
        assertThat(simulator.door().log().heard()).element(1).isEqualTo(ClientMessages.ACTIVITY_START);
        assertThat(simulator.door().log().heard()).last().isEqualTo(ClientMessages.ACTIVITY_END);
    }

    @Test
    void holdsSpeechBackUntilItIsKnownToCutTheAnswerShort() throws Exception {
        simulator.next(new LiveReply.Stall("One moment please"));
        var heard = new HeardDialogue();
        try (Dialogue dialogue = live.open(settings(), heard)) {
            speak(dialogue, "please call me back");
            dialogue.finish();
            Thread answering = Thread.ofVirtual().start(() -> {
                try {
                    dialogue.answer(1, prompt("", List.of()), heard);
                } catch (ProviderFailure | InterruptedException cancelled) {
                    // As it should be.
                }
            });
            heard.awaitSound();
            speak(dialogue, "stop it");
            assertThat(simulator.door().log().told()).noneMatch(text -> text.contains("interrupted"));
            answering.interrupt();
            answering.join();
            dialogue.heard(1, "One", 200);
            dialogue.finish();
            var second = new HeardDialogue();
            dialogue.answer(2, prompt("", List.of()), second);
            assertThat(second.text().strip()).isEqualTo(answer());
            assertThat(simulator.door().log().await("You were cut off")).contains("One");
        }
        assertThat(simulator.door().log().heard().stream()
                        .filter(ClientMessages.ACTIVITY_START::equals)
                        .count())
                .isEqualTo(2);
    }

    @Test
    void resamplesForATelephone() throws Exception {
        var heard = new HeardDialogue();
        var settings = new DialogueSettings(prompt("Be kind.", List.of()), null, 8000);
        try (Dialogue dialogue = live.open(settings, heard)) {
            for (int i = 0; i < 50; i++) {
                dialogue.hear(Frame.silence(8000), true);
            }
            dialogue.finish();
            dialogue.answer(1, prompt("", List.of()), heard);
            assertThat(heard.sound().rate()).isEqualTo(24_000);
        }
        assertThat(simulator.door().log().heard().stream()
                        .filter(text -> text.contains("audio/pcm;rate=16000"))
                        .count())
                .isEqualTo(50);
    }

    @Test
    void saysThatTheVendorGoesAway() throws Exception {
        simulator.next(new LiveReply.GoAway());
        var heard = new HeardDialogue();
        try (Dialogue dialogue = live.open(settings(), heard)) {
            speak(dialogue, "please call me back");
            assertThatThrownBy(() -> dialogue.answer(1, prompt("", List.of()), heard))
                    .isInstanceOf(ProviderFailure.class);
            assertThat(heard.failure().kind()).isEqualTo(ProviderFailure.Kind.UNREACHABLE);
        }
    }
}
