package io.antiphon.conversation.engine;

import io.antiphon.conversation.hearing.Hearing;
import io.antiphon.conversation.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Answers begun before it is known that the caller has finished: heard only if they turn out to have, with just these words. */
final class Guessing {
    private final Stage stage;
    private final Hearing hearing;
    private final Talk talk;
    private @Nullable Turn guess;
    private int made;

    Guessing(Stage stage, Hearing hearing, Talk talk) {
        this.stage = stage;
        this.hearing = hearing;
        this.talk = talk;
    }

    void begin(Turn begun) {
        drop();
        made++;
        guess = begun;
    }

    boolean isUnderWay() {
        return guess != null;
    }

    /** The guess of this id; null when there is none, or it has been dropped. */
    @Nullable
    Turn named(int id) {
        return guess != null && guess.id == id ? guess : null;
    }

    /** How many were made since the last answer. */
    int made() {
        return made;
    }

    /** The caller has said something: a guess at an answer to other words is worth nothing. */
    void doubt() {
        if (guess != null && !guess.heard.equals(hearing.text())) {
            drop();
        }
    }

    void drop() {
        if (guess != null) {
            stage.cancel(guess.id);
            guess = null;
        }
    }

    /** The caller has finished: the guess if it was right; otherwise null, and it is dropped. */
    @Nullable
    Turn take() {
        Turn taken = guess;
        if (taken != null && taken.heard.equals(hearing.text()) && taken.talked == talk.size()) {
            guess = null;
            return taken;
        }
        drop();
        return null;
    }

    /** An answer is being given; what it cost in guesses is counted from nothing again. */
    int spent() {
        int spent = made;
        made = 0;
        return spent;
    }
}
