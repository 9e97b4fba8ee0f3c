package io.antiphon.providers.elevenlabs;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.VendorVoice;
import io.antiphon.providers.wire.VendorVoiceContract;
import io.antiphon.providers.wire.VoiceTimes;
import io.antiphon.testkit.HeardSound;
import io.antiphon.testkit.elevenlabs.ElevenLabsSimulator;
import io.antiphon.testkit.wire.Door;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ElevenLabsTest extends VendorVoiceContract {
    private final ElevenLabsSimulator simulator = ElevenLabsSimulator.start(KEY);

    @AfterEach
    void stop() throws Exception {
        simulator.close();
    }

    @Override
    protected TextToSpeech synthesiser() {
        return synthesiser(VoiceTimes.ORDINARY, KEY);
    }

    @Override
    protected TextToSpeech synthesiser(VoiceTimes times, String key) {
        return new ElevenLabs(new VendorVoice(
                new ApiKey("elevenlabs", key), simulator.baseUrl(), "eleven_flash_v2_5", "a-voice", times));
    }

    @Override
    protected Door door() {
        return simulator.door();
    }

    @Test
    void asksAsTheVendorWantsToBeAsked() throws Exception {
        try (Voice voice = synthesiser().open(new VoiceSettings("hi-IN", "another", 2, 8000))) {
            voice.speak("Namaste.", new HeardSound());
        }
        var request = simulator.door().takeRequest();
        assertThat(request.headers()).containsEntry("xi-api-key", KEY);
        assertThat(request.path())
                .isEqualTo("/v1/text-to-speech/another/multi-stream-input?model_id=eleven_flash_v2_5"
                        + "&output_format=ulaw_8000&language_code=hi&inactivity_timeout=180&sync_alignment=true");
        assertThat(simulator.door().log().awaitGoodbye()).isEqualTo(1000);
        assertThat(simulator.door().log().heard())
                .containsExactly(
                        "{\"text\":\" \",\"context_id\":\"t1\",\"voice_settings\":{\"stability\":0.5,"
                                + "\"similarity_boost\":0.75,\"speed\":1.2}}",
                        "{\"text\":\"Namaste. \",\"context_id\":\"t1\",\"flush\":true}",
                        "{\"context_id\":\"t1\",\"close_context\":true}",
                        "{\"close_socket\":true}");
    }
}
