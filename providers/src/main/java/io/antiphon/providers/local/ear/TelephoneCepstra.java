package io.antiphon.providers.local.ear;

import java.util.ArrayDeque;
import java.util.Deque;

/** Telephone sound at 8 kHz in, cepstra such as a wideband microphone might have given out; 40 ms later. */
final class TelephoneCepstra implements Spectrum {
    private static final int SPAN = 2 * TelephoneMap.REACH + 1;

    private final MelSpectrum bands = new MelSpectrum();
    private final ComfortNoise noise = new ComfortNoise();
    private final RunningMean mean;
    private final TelephoneMap map;
    private final Deque<double[]> around = new ArrayDeque<>();

    /** @param mean the caller's mean band energies, which go on from utterance to utterance */
    TelephoneCepstra(RunningMean mean, TelephoneMap map) {
        this.mean = mean;
        this.map = map;
    }

    @Override
    public void hear(short[] samples, Sink sink) {
        bands.hear(noise.over(samples), energies -> mean.hear(energies, normalised -> push(normalised, sink)));
    }

    @Override
    public void end(Sink sink) {
        mean.end(normalised -> push(normalised, sink));
        for (int i = 0; i < TelephoneMap.REACH && !around.isEmpty(); i++) {
            push(around.getLast(), sink);
        }
    }

    private void push(double[] energies, Sink sink) {
        while (around.size() < TelephoneMap.REACH) {
            around.add(energies);
        }
        around.add(energies);
        if (around.size() == SPAN) {
            sink.frame(map.cepstra(stacked(around)));
            around.remove();
        }
    }

    static float[] stacked(Iterable<double[]> moments) {
        float[] stacked = new float[TelephoneMap.INPUTS];
        int i = 0;
        for (double[] moment : moments) {
            for (double energy : moment) {
                stacked[i++] = (float) (energy * TelephoneMap.INPUT_SCALE);
            }
        }
        return stacked;
    }
}
