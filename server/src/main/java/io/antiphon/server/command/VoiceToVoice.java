package io.antiphon.server.command;

import io.antiphon.audio.Level;
import io.antiphon.lines.caller.Recording;

/** How long a caller waited for an answer, measured on the sound itself. */
final class VoiceToVoice {
    private static final double AUDIBLE_DBFS = -50;

    private VoiceToVoice() {}

    /**
     * From the caller's last voiced 5 ms to the agent's first audible 5 ms after it.
     *
     * @param from sample at which the caller began to say the turn
     * @return milliseconds; -1 when the agent was not heard after the caller
     */
    static int millis(Recording recording, int from) {
        short[] caller = recording.caller();
        short[] agent = recording.agent();
        int step = recording.rate() / 200;
        int last = -1;
        for (int at = from; at + step <= caller.length; at += step) {
            if (Level.rms(caller, at, step) > AUDIBLE_DBFS) {
                last = at + step;
            }
        }
        for (int at = last; last >= 0 && at + step <= agent.length; at += step) {
            if (Level.rms(agent, at, step) > AUDIBLE_DBFS) {
                return (int) ((at - last) * 1000L / recording.rate());
            }
        }
        return -1;
    }
}
