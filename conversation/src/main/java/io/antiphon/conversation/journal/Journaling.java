package io.antiphon.conversation.journal;

import io.antiphon.conversation.hearing.Impression;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.turntaking.Decision;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.mind.ModelPiece;
import java.util.Map;

/** Writes what happens in a call into its journal, with all that is needed to play it again. */
public final class Journaling {
    /** The first entry: the settings the call is led by. */
    public static final String BEGAN = "Began";

    /** What was noticed in each tick of a stretch; see {@link SoundTrack}. */
    public static final String SOUND = "Sound";

    /** What turn-taking decided. */
    public static final String DECIDED = "Decided";

    /** A provider is asked. */
    public static final String ASKED = "Asked";

    /** A tool is about to run. */
    public static final String TOOL_STARTED = "ToolStarted";

    /** The far end of a call in words wants an answer. */
    public static final String ANSWER_WANTED = "AnswerWanted";

    /** It wants the caller to be reminded. */
    public static final String REMINDER_WANTED = "ReminderWanted";

    private final CallJournal journal;
    private final Clock clock;
    private final SoundTrack track = new SoundTrack();
    private long played;

    public Journaling(CallJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** The call begins, led by these. */
    public void began(CallSettings settings) {
        write(BEGAN, SettingsForm.details(settings));
    }

    /** An event is about to be taken. */
    public void happened(CallEvent event) {
        switch (event) {
            case CallEvent.CallerFrame ignored -> {}
            case CallEvent.PlayedUpTo(long frame) -> {
                track.played(Math.max(0, frame - played));
                played = Math.max(played, frame);
            }
            default -> write(event.getClass().getSimpleName(), JournalForm.details(event));
        }
    }

    /** A tick has passed in which this was noticed. */
    public void noticed(Impression impression, int over) {
        if (track.tick(impression, over)) {
            write(SOUND, Map.of("ticks", track.take()));
        }
    }

    /** Turn-taking has decided. */
    public void decided(Decision decision) {
        write(DECIDED, Map.of("decision", decision.name()));
    }

    /** The far end of a call in words wants something. */
    public void wanted(String type, int request, String text) {
        write(type, JournalForm.details("request", request, "text", text));
    }

    /** A provider is asked for something. */
    void asked(Part part, int turn, int piece, int rank, String text) {
        write(
                ASKED,
                JournalForm.details("part", part.name(), "turn", turn, "piece", piece, "rank", rank, "text", text));
    }

    /** A tool is about to run: written down first, so that no restart and no retry can run it unknowingly again. */
    void started(int turn, ModelPiece.ToolRequest request) {
        write(
                TOOL_STARTED,
                JournalForm.details(
                        "turn", turn, "id", request.id(), "name", request.name(), "arguments", request.arguments()));
    }

    /** The call is over: what is left is written. */
    public void ended() {
        if (!track.isEmpty()) {
            write(SOUND, Map.of("ticks", track.take()));
        }
    }

    private void write(String type, Map<String, String> details) {
        journal.event(new JournalEvent(clock.tick(), clock.micros(), type, details));
    }
}
