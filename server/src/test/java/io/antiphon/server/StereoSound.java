package io.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Level;
import io.antiphon.audio.WavReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A recording of a call: caller left, agent right. */
final class StereoSound {
    private static final double AUDIBLE_DBFS = -50;

    private final int rate;
    private final short[] caller;
    private final short[] agent;

    private StereoSound(int rate, short[] caller, short[] agent) {
        this.rate = rate;
        this.caller = caller;
        this.agent = agent;
    }

    static StereoSound of(byte[] file) throws IOException {
        try (var wav = new WavReader(new ByteArrayInputStream(file))) {
            assertThat(wav.channels()).isEqualTo(2);
            short[] both = new short[file.length];
            int length = 0;
            for (int read = wav.read(both, 0, both.length);
                    read > 0;
                    read = wav.read(both, length, both.length - length)) {
                length += read;
            }
            short[] caller = new short[length / 2];
            short[] agent = new short[length / 2];
            for (int i = 0; i < caller.length; i++) {
                caller[i] = both[2 * i];
                agent[i] = both[2 * i + 1];
            }
            return new StereoSound(wav.rate(), caller, agent);
        }
    }

    int rate() {
        return rate;
    }

    double seconds() {
        return (double) caller.length / rate;
    }

    /** Seconds in which the caller is audible. */
    double callerSeconds() {
        return audible(caller);
    }

    /** Seconds in which the agent is audible. */
    double agentSeconds() {
        return audible(agent);
    }

    private double audible(short[] side) {
        int step = rate / 50;
        int heard = 0;
        for (int at = 0; at + step <= side.length; at += step) {
            if (Level.rms(side, at, step) > AUDIBLE_DBFS) {
                heard++;
            }
        }
        return heard / 50.0;
    }
}
