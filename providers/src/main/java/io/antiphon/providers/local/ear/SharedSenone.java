package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.MixtureComponent;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Senone;

/** A tied state whose scores are kept by the frame that is scored, so that any number of decoders may use it. */
record SharedSenone(int id) implements Senone {
    @Override
    public float getScore(Data frame) {
        return ((FeatureFrame) frame).score(id);
    }

    @Override
    public long getID() {
        return id;
    }

    @Override
    public float[] calculateComponentScore(Data frame) {
        throw new UnsupportedOperationException("only trainers ask for single Gaussians");
    }

    @Override
    public MixtureComponent[] getMixtureComponents() {
        throw new UnsupportedOperationException("only trainers ask for single Gaussians");
    }

    @Override
    public float[] getLogMixtureWeights() {
        throw new UnsupportedOperationException("only trainers ask for single weights");
    }

    @Override
    public void dump(String message) {}
}
