package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataProcessor;
import edu.cmu.sphinx.frontend.DoubleData;

/** Feeds a Sphinx4 processor, which pulls, with one vector at a time that is pushed. */
final class Hand extends BaseDataProcessor {
    private final DataProcessor processor;
    private final int rate;
    private Data next;

    /** @param first what the processor is to see before the first vector */
    Hand(DataProcessor processor, int rate, Data first) {
        this.processor = processor;
        this.rate = rate;
        next = first;
    }

    /** What the processor makes of {@code vector}. */
    double[] through(double[] vector) {
        next = new DoubleData(vector, rate, 0);
        return ((DoubleData) processor.getData()).getValues();
    }

    @Override
    public Data getData() {
        return next;
    }
}
