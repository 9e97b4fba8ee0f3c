package io.antiphon.control.agents;

import io.antiphon.conversation.settings.CallSettings.Limits;

/**
 * How an agent takes its turns.
 *
 * @param responsiveness 0 to 1: how soon it answers after the caller paused
 * @param interruptionSensitivity 0 to 1: how easily it lets itself be cut off
 * @param reminderTriggerMs how long the caller is silent before the agent speaks up, in milliseconds
 * @param reminderMaxCount how often it does
 * @param endCallAfterSilenceMs after which silence it hangs up, at least 10 000 milliseconds
 * @param maxCallDurationMs after which time it says goodbye in any case, 60 000 to 7 200 000 milliseconds
 * @param beginMessageDelayMs how long it waits before the greeting, 0 to 5 000 milliseconds
 */
public record Manner(
        double responsiveness,
        double interruptionSensitivity,
        int reminderTriggerMs,
        int reminderMaxCount,
        int endCallAfterSilenceMs,
        int maxCallDurationMs,
        int beginMessageDelayMs) {
    /** What an agent does that was told nothing else. */
    public static final Manner USUAL = new Manner(
            0.8,
            0.5,
            Limits.STANDARD.reminderTrigger(),
            Limits.STANDARD.reminderMaxCount(),
            Limits.STANDARD.endCallAfterSilence(),
            Limits.STANDARD.maxCallDuration(),
            Limits.STANDARD.beginMessageDelay());

    public Manner {
        share("responsiveness", responsiveness);
        share("interruption_sensitivity", interruptionSensitivity);
        within("reminder_trigger_ms", reminderTriggerMs, 1, Integer.MAX_VALUE);
        within("reminder_max_count", reminderMaxCount, 0, 100);
        within("end_call_after_silence_ms", endCallAfterSilenceMs, 10_000, Integer.MAX_VALUE);
        within("max_call_duration_ms", maxCallDurationMs, 60_000, 7_200_000);
        within("begin_message_delay_ms", beginMessageDelayMs, 0, 5_000);
    }

    private static void share(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidAgent(field, "must lie between 0 and 1, not " + value);
        }
    }

    private static void within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidAgent(
                    field,
                    most == Integer.MAX_VALUE
                            ? "must be at least " + least + ", not " + value
                            : "must lie between " + least + " and " + most + ", not " + value);
        }
    }
}
