package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.decoder.search.WordPruningBreadthFirstSearchManager;
import edu.cmu.sphinx.result.Result;

/** One utterance's walk through a {@link Network}, a few frames at a time. Used again for the next utterance. */
final class Search {
    private final WordPruningBreadthFirstSearchManager manager;
    private final QueueScorer scorer;

    Search(WordPruningBreadthFirstSearchManager manager, QueueScorer scorer) {
        this.manager = manager;
        this.scorer = scorer;
    }

    void start() {
        manager.startRecognition();
    }

    void push(FeatureFrame frame) {
        scorer.push(frame);
    }

    /** Walks as far as frames go and says what it looks like now. */
    String advance() {
        return text(manager.recognize(scorer.waiting()));
    }

    /** Walks to the end and says what it was. */
    String end() {
        String text = text(manager.recognize(scorer.waiting() + 1));
        manager.stopRecognition();
        return text;
    }

    private static String text(Result result) {
        return result.getBestResultNoFiller();
    }
}
