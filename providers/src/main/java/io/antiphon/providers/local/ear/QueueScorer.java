package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.decoder.scorer.AcousticScorer;
import edu.cmu.sphinx.decoder.scorer.Scoreable;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Scores the states of a search against frames that were pushed, where Sphinx4's own would pull and block. */
final class QueueScorer implements AcousticScorer {
    private static final Data END = new DataEndSignal(0);

    private final Queue<FeatureFrame> frames = new ArrayDeque<>();

    void push(FeatureFrame frame) {
        frames.add(frame);
    }

    int waiting() {
        return frames.size();
    }

    @Override
    public Data calculateScores(List<? extends Scoreable> states) {
        FeatureFrame frame = frames.poll();
        if (frame == null) {
            return END;
        }
        Scoreable best = best(states, frame);
        return best == null ? END : best;
    }

    private static @Nullable Scoreable best(List<? extends Scoreable> states, FeatureFrame frame) {
        Scoreable best = null;
        for (Scoreable state : states) {
            float score = state.calculateScore(frame);
            if (best == null || score > best.getScore()) {
                best = state;
            }
        }
        return best;
    }

    @Override
    public Data calculateScoresAndStoreData(List<? extends Scoreable> states) {
        throw new UnsupportedOperationException("this search does not look ahead by phones");
    }

    @Override
    public void startRecognition() {
        frames.clear();
    }

    @Override
    public void stopRecognition() {}

    @Override
    public void allocate() {}

    @Override
    public void deallocate() {}

    @Override
    public void newProperties(PropertySheet properties) {}
}
