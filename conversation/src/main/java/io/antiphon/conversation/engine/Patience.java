package io.antiphon.conversation.engine;

/** How long each part of an answer may keep the caller waiting before something is done about it, in ticks of 20 ms. */
final class Patience {
    /** Passages that take longer are not waited for: 1 s. */
    static final int KNOWLEDGE = 50;

    /** A model without a first word: another one is asked as well: 1.5 s. */
    static final int FIRST_WORD = 75;

    /** A model that falls silent inside its answer: another one is asked to go on from there: 2 s. */
    static final int NEXT_WORD = 100;

    /** A voice without a first sound: another one is asked as well: 1.2 s. */
    static final int FIRST_SOUND = 60;

    /** The only voice without a first sound: it is asked again: 3 s. */
    static final int ONLY_SOUND = 150;

    /** A voice that falls silent inside a sentence, when all of its sound has been played: 0.8 s. */
    static final int NEXT_SOUND = 40;

    /** No sound of an answer: the caller is told that it takes a moment: 1.5 s. */
    static final int FILLER = 75;

    /** And again, while a tool runs: 5 s. */
    static final int FILLER_AGAIN = 250;

    /** No sound of an answer: it is given up: 8 s. */
    static final int ANSWER = 400;

    /** The same while a tool runs: 30 s. Its result is told when it comes. */
    static final int TOOL = 1500;

    /** Time the last words of a call may stay unplayed: 20 s. */
    static final int ENDING = 1000;

    private Patience() {}
}
