package io.antiphon.conversation.journal;

import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.settings.Phrases;
import io.antiphon.conversation.settings.TurnTakingProfiles;
import io.antiphon.ports.journal.JournalEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the settings that a call was led by stand in its journal, and the settings again. Instructions are left out. */
public final class SettingsForm {
    private static final String BETWEEN = "|";

    private SettingsForm() {}

    static Map<String, String> details(CallSettings settings) {
        CallSettings.Manners manners = settings.manners();
        CallSettings.Habits habits = settings.habits();
        CallSettings.Limits limits = settings.limits();
        CallSettings.Resources resources = settings.resources();
        return JournalForm.details(
                "name",
                settings.persona().name(),
                "language",
                settings.persona().language(),
                "greeting",
                text(settings.persona().greeting()),
                "responsiveness",
                manners.responsiveness(),
                "interruption_sensitivity",
                manners.interruptionSensitivity(),
                "endpointing_ms",
                manners.endpointing() == null ? "" : manners.endpointing(),
                "turn_taking_profiles",
                manners.profiles().form(),
                "guesses",
                habits.guesses(),
                "adapts_to_pace",
                habits.adaptsToPace(),
                "greeting_uninterruptible",
                habits.greetingUninterruptible(),
                "backchannels",
                habits.backchannels(),
                "backchannel_interval_ms",
                habits.backchannelInterval(),
                "backchannel_words",
                String.join(BETWEEN, habits.backchannelWords()),
                "begin_message_delay_ms",
                limits.beginMessageDelay(),
                "reminder_trigger_ms",
                limits.reminderTrigger(),
                "reminder_max_count",
                limits.reminderMaxCount(),
                "end_call_after_silence_ms",
                limits.endCallAfterSilence(),
                "max_call_duration_ms",
                limits.maxCallDuration(),
                "minds",
                String.join(",", resources.minds()),
                "voices",
                resources.voices(),
                "knowledge",
                resources.knowledge(),
                "dialogue",
                resources.dialogue());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /**
     * The settings that a call's first entry tells of.
     *
     * @throws IllegalArgumentException when the entry lacks one of them
     */
    public static CallSettings settings(JournalEvent began) {
        JournalForm.Entry of = new JournalForm.Entry(began);
        String greeting = of.text("greeting");
        String endpointing = of.text("endpointing_ms");
        String words = of.text("backchannel_words");
        return new CallSettings(
                new CallSettings.Persona(
                        of.text("name"), of.text("language"), "", greeting.isEmpty() ? null : greeting),
                new CallSettings.Manners(
                        of.fraction("responsiveness"),
                        of.fraction("interruption_sensitivity"),
                        endpointing.isEmpty() ? null : Integer.valueOf(endpointing),
                        profiles(of)),
                new CallSettings.Habits(
                        of.number("guesses"),
                        of.holds("adapts_to_pace"),
                        of.holds("greeting_uninterruptible"),
                        of.holds("backchannels"),
                        of.number("backchannel_interval_ms"),
                        words.isEmpty() ? List.of() : List.of(words.split("\\|"))),
                new CallSettings.Limits(
                        of.number("begin_message_delay_ms"),
                        of.number("reminder_trigger_ms"),
                        of.number("reminder_max_count"),
                        of.number("end_call_after_silence_ms"),
                        of.number("max_call_duration_ms")),
                Phrases.of(of.text("language")),
                new CallSettings.Resources(
                        minds(of),
                        of.number("voices"),
                        of.holds("knowledge"),
                        List.of(),
                        of.has("dialogue") && of.holds("dialogue")));
    }

    /** Earlier journals have none. */
    private static TurnTakingProfiles profiles(JournalForm.Entry of) {
        return of.has("turn_taking_profiles")
                ? TurnTakingProfiles.of(of.text("turn_taking_profiles"))
                : TurnTakingProfiles.NONE;
    }

    /** Earlier journals tell how many there were besides a dialogue, and the name of the first. */
    private static List<String> minds(JournalForm.Entry of) {
        if (!of.has("mind")) {
            return List.of(of.text("minds").split(","));
        }
        int lead = of.has("dialogue") && of.holds("dialogue") ? 1 : 0;
        return Collections.nCopies(of.number("minds") + lead, of.text("mind"));
    }
}
