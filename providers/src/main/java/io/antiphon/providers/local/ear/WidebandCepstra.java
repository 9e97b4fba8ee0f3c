package io.antiphon.providers.local.ear;

/** Sound at 16 kHz in, normalised cepstra out. */
final class WidebandCepstra implements Spectrum {
    private final Cepstra cepstra;
    private final RunningMean mean;

    /** @param mean the caller's mean cepstra, which go on from utterance to utterance */
    WidebandCepstra(Cepstra cepstra, RunningMean mean) {
        this.cepstra = cepstra;
        this.mean = mean;
    }

    @Override
    public void hear(short[] samples, Sink sink) {
        cepstra.hear(samples, frame -> mean.hear(frame, sink));
    }

    @Override
    public void end(Sink sink) {
        mean.end(sink);
    }
}
