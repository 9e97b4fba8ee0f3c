package io.antiphon.conversation.engine;

import io.antiphon.ports.knowledge.Passage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One model asked for an answer. A turn may ask a second one before the first is given up; the first to speak counts. */
final class Attempt {
    final int number;
    final int rank;
    final long asked;
    final SentenceSplitter splitter = new SentenceSplitter();

    /** What a dialogue says in this attempt; null where a model only thinks. */
    @Nullable
    Utterance utterance;

    /** When its last word came; the time it was asked until then. */
    long lastWord;

    /** What the model says its words are drawn from; null when it does not tell. */
    @Nullable
    List<Passage> sources;

    Attempt(int number, int rank, long asked) {
        this.number = number;
        this.rank = rank;
        this.asked = asked;
        this.lastWord = asked;
    }
}
