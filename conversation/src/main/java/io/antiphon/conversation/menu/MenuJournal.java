package io.antiphon.conversation.menu;

import io.antiphon.audio.Frame;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a call that began in menus. Their steps stand before everything else, at tick 0: the call's clock, and
 * its recording, begin with the agent. Its length counts from the first menu.
 *
 * @param ticks that were spent in menus
 */
public record MenuJournal(CallJournal journal, long ticks) implements CallJournal {
    /** The type of an entry that tells of a step in a menu. */
    public static final String STEP = "MenuStep";

    /** Writes the steps of a walk that is over. */
    public static MenuJournal after(MenuWalk walk, CallJournal journal) {
        walk.steps().forEach(step -> journal.event(new JournalEvent(0, 0, STEP, details(step))));
        return new MenuJournal(journal, walk.ticks());
    }

    private static Map<String, String> details(MenuStep step) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("at_ms", Long.toString(step.tick() * Frame.MILLIS));
        details.put("menu", step.menu());
        details.put("step", step.kind().name().toLowerCase(Locale.ROOT));
        if (step.digit() != null) {
            details.put("digit", step.digit().toString());
        }
        if (step.label() != null) {
            details.put("label", step.label());
        }
        return details;
    }

    @Override
    public void event(JournalEvent event) {
        journal.event(event);
    }

    @Override
    public void transcript(TranscriptEntry entry) {
        journal.transcript(entry);
    }

    @Override
    public void turn(TurnRecord turn) {
        journal.turn(turn);
    }

    @Override
    public void sound(Frame caller, @Nullable Frame agent) {
        journal.sound(caller, agent);
    }

    @Override
    public void ended(String reason, long after) {
        journal.ended(reason, ticks + after);
    }
}
