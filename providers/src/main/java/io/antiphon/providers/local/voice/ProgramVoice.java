package io.antiphon.providers.local.voice;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Voice;
import io.antiphon.providers.local.text.SpokenText;
import java.util.List;

/** A {@link SpeechProgram} speaking for one call; the program runs once a sentence. */
final class ProgramVoice implements Voice {
    private static final int LONGEST = 240;

    private final SpeechProgram program;
    private final List<String> arguments;

    ProgramVoice(SpeechProgram program, List<String> arguments) {
        this.program = program;
        this.arguments = List.copyOf(arguments);
    }

    @Override
    public void speak(String text, Sink sink) throws ProviderFailure, InterruptedException {
        for (SpokenText sentence : SpokenText.of(text).sentences(LONGEST)) {
            SpokenSentence sound = program.speak(sentence.text() + "\n", arguments);
            Pieces.give(sound, sink);
        }
    }

    @Override
    public void close() {
        // Nothing is held between two texts.
    }
}
