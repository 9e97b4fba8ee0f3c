package io.antiphon.providers.openai.transcription;

import org.jspecify.annotations.Nullable;

/** Sound that the vendor was asked to make words of, and what became of it. Belongs to the ear's thread. */
final class Commit {
    private @Nullable String item;
    private @Nullable String transcript;
    private @Nullable String guess;

    /** Nothing was said. */
    static Commit ofNothing() {
        var commit = new Commit();
        commit.transcript = "";
        return commit;
    }

    boolean isNamed() {
        return item != null || transcript != null;
    }

    void name(String id) {
        item = id;
    }

    boolean isOf(String id) {
        return id.equals(item);
    }

    @Nullable
    String item() {
        return item;
    }

    void complete(String text) {
        transcript = text;
    }

    /** The words, null while they are awaited. */
    @Nullable
    String transcript() {
        return transcript;
    }

    /** The call was told this much in place of the words, as it could not wait for them. */
    void guessed(String text) {
        guess = text;
    }

    boolean isGuessed() {
        return guess != null;
    }

    /** What the words hold beyond the guess that the call was told: all of them, if that was nothing. */
    String beyondGuess(String text) {
        String told = guess == null ? "" : guess;
        return text.startsWith(told) ? text.substring(told.length()).strip() : "";
    }
}
