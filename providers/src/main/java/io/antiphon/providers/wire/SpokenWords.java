package io.antiphon.providers.wire;

import io.antiphon.ports.speech.Voice;
import io.antiphon.providers.local.text.SpokenText;
import java.util.ArrayDeque;
import java.util.Deque;

/** Finds a vendor's words again in the text, and tells them in order once their sound has been given. */
final class SpokenWords {
    private final SpokenText text;
    private final Voice.Sink sink;
    private final Deque<Word> waiting = new ArrayDeque<>();
    private int searched;
    private int toldUntil;

    private record Word(int from, int to, int startMillis, int endMillis) {}

    SpokenWords(SpokenText text, Voice.Sink sink) {
        this.text = text;
        this.sink = sink;
    }

    void add(String word, int startMillis, int endMillis) {
        int from = word.isBlank() ? -1 : text.text().indexOf(word, searched);
        if (from < 0) {
            return;
        }
        searched = from + word.length();
        waiting.add(new Word(text.origin(from), text.origin(searched - 1) + 1, startMillis, endMillis));
    }

    /** So much sound has been given. */
    void given(int millis) {
        while (!waiting.isEmpty() && waiting.getFirst().endMillis() <= millis) {
            tell(waiting.removeFirst(), millis);
        }
    }

    /** All of it has been given. */
    void finish(int millis) {
        while (!waiting.isEmpty()) {
            tell(waiting.removeFirst(), millis);
        }
    }

    private void tell(Word word, int millis) {
        int start = Math.clamp(word.startMillis(), Math.min(toldUntil, millis), millis);
        toldUntil = Math.clamp(word.endMillis(), start, millis);
        sink.word(word.from(), word.to(), start, toldUntil);
    }
}
