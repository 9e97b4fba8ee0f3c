package io.antiphon.providers.local.voice;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Voice;
import io.antiphon.providers.local.text.SpokenText;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** FreeTTS speaking for one call, sentence by sentence. */
final class FreeTtsVoice implements Voice {
    /** A sentence of this length is made in under 50 ms, which bounds how late an interrupt is noticed. */
    private static final int LONGEST = 240;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");
    private static final Pattern FOREIGN = Pattern.compile("[^\\x20-\\x7E]");

    private final DiphonePool pool;
    private final double speed;

    FreeTtsVoice(DiphonePool pool, double speed) {
        this.pool = pool;
        this.speed = speed;
    }

    @Override
    public void speak(String text, Sink sink) throws ProviderFailure, InterruptedException {
        int before = 0;
        for (SpokenText sentence : SpokenText.of(text).sentences(LONGEST)) {
            var sound = pool.speak(latin(sentence.text()), speed);
            for (var word : sound.words()) {
                sink.word(
                        sentence.origin(word.from()),
                        sentence.origin(word.to() - 1) + 1,
                        before + word.startMillis(),
                        before + word.endMillis());
            }
            Pieces.give(sound, sink);
            before += sound.millis();
        }
    }

    /** The voice knows plain Latin letters only; every character keeps its place. */
    private static String latin(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            String letter = Normalizer.normalize(text.substring(i, i + 1), Normalizer.Form.NFD);
            String bare =
                    FOREIGN.matcher(ACCENTS.matcher(letter).replaceAll("")).replaceAll(" ");
            plain.append(bare.isEmpty() ? ' ' : bare.charAt(0));
        }
        return plain.toString();
    }

    @Override
    public void close() {
        // Nothing is held between two texts.
    }
}
