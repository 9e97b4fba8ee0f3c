package io.antiphon.providers.local.voice;

import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.testkit.TextToSpeechContract;
import org.junit.jupiter.api.Tag;

@Tag("needs-speech-programs")
class EspeakNgTest extends TextToSpeechContract {
    @Override
    protected TextToSpeech synthesiser() {
        return new EspeakNg(InstalledPrograms.PATH);
    }
}
