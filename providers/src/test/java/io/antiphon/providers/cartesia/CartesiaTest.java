package io.antiphon.providers.cartesia;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.VendorVoice;
import io.antiphon.providers.wire.VendorVoiceContract;
import io.antiphon.providers.wire.VoiceTimes;
import io.antiphon.testkit.HeardSound;
import io.antiphon.testkit.cartesia.CartesiaSimulator;
import io.antiphon.testkit.wire.Door;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CartesiaTest extends VendorVoiceContract {
    private final CartesiaSimulator simulator = CartesiaSimulator.start(KEY);

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
        return new Cartesia(
                new VendorVoice(new ApiKey("cartesia", key), simulator.baseUrl(), "sonic-3", "a-voice", times));
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
        assertThat(request.headers()).containsEntry("x-api-key", KEY).containsEntry("cartesia-version", "2026-08-14");
        assertThat(simulator.door().log().awaitGoodbye()).isEqualTo(1000);
        assertThat(simulator.door().log().heard())
                .containsExactly("{\"model_id\":\"sonic-3\",\"transcript\":\"Namaste.\",\"voice\":\"another\","
                        + "\"language\":\"hi\",\"context_id\":\"t1\",\"continue\":false,\"add_timestamps\":true,"
                        + "\"output_format\":{\"container\":\"raw\",\"encoding\":\"pcm_mulaw\",\"sample_rate\":8000},"
                        + "\"generation_config\":{\"speed\":1.5}}");
    }
}
