package io.antiphon.conversation.engine;

/** A voice at work on one utterance. */
final class Speech {
    final Utterance utterance;
    final int rank;
    final long asked;

    /** When its last sound came; the time it was asked until then. */
    long lastSound;

    Speech(Utterance utterance, int rank, long asked) {
        this.utterance = utterance;
        this.rank = rank;
        this.asked = asked;
        this.lastSound = asked;
    }
}
