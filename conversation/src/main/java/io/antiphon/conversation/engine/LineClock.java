package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;

/**
 * Where the machine's clock stands when the caller's sound reaches a place: the call's own clock, which is its frames,
 * laid along the machine's by the frames that came with the least delay. So a frame that came late, or was taken up
 * late, makes a wait longer and never shorter. Belongs to the call's thread.
 */
final class LineClock {
    private static final long FRAME_MICROS = Frame.MILLIS * 1000L;

    /** How far the two clocks may run apart in a tick: 250 millionths. */
    private static final long DRIFT_MICROS = 5;

    private long zero = Long.MAX_VALUE - DRIFT_MICROS;

    /** The frame of this tick was taken up at this time of the machine's clock, in microseconds. */
    void tick(long tick, long micros) {
        zero = Math.min(zero + DRIFT_MICROS, micros - (tick + 1) * FRAME_MICROS);
    }

    /** Microseconds of the machine's clock at which the sound of this tick was over. */
    long endOf(long tick) {
        return zero + (tick + 1) * FRAME_MICROS;
    }
}
