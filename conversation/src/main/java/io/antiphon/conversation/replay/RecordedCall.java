package io.antiphon.conversation.replay;

import io.antiphon.conversation.hearing.Impression;
import io.antiphon.conversation.journal.JournalForm;
import io.antiphon.conversation.journal.Journaling;
import io.antiphon.conversation.journal.SettingsForm;
import io.antiphon.conversation.journal.SoundTrack;
import io.antiphon.conversation.menu.MenuJournal;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.ports.journal.JournalEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A call as its journal tells it: the settings it was led by, what was noticed in each tick, and everything that
 * happened between the ticks.
 */
final class RecordedCall {
    /** The rate given to frames whose sound nobody hears. */
    static final int RATE = 8000;

    final CallSettings settings;
    final List<JournalEvent> entries;
    private final byte[] sound;

    /** @throws IllegalArgumentException when the journal does not hold what is needed */
    RecordedCall(List<JournalEvent> whole) {
        List<JournalEvent> journal = whole.stream()
                .dropWhile(entry -> entry.type().equals(MenuJournal.STEP))
                .toList();
        if (journal.isEmpty() || !journal.getFirst().type().equals(Journaling.BEGAN)) {
            throw new IllegalArgumentException(
                    "the journal does not begin with the call's settings: it was written by an older version");
        }
        if (journal.stream().anyMatch(entry -> entry.type().equals(Journaling.ANSWER_WANTED))) {
            throw new IllegalArgumentException(
                    "its turns were taken by the far end, and there are no decisions to repeat");
        }
        this.settings = SettingsForm.settings(journal.getFirst());
        this.entries = new ArrayList<>();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (JournalEvent entry : journal) {
            if (entry.type().equals(Journaling.SOUND)) {
                all.writeBytes(SoundTrack.read(new JournalForm.Entry(entry).text("ticks")));
            } else {
                entries.add(entry);
            }
        }
        this.sound = all.toByteArray();
    }

    /** Ticks of which it is known what was noticed. */
    int ticks() {
        return sound.length / SoundTrack.WIDTH;
    }

    Impression impression(int tick) {
        return Impression.of(sound[tick * SoundTrack.WIDTH]);
    }

    /** What the senses said of the turn's end in this tick. */
    double over(int tick) {
        return Impression.likelihood(Byte.toUnsignedInt(sound[tick * SoundTrack.WIDTH + 1]));
    }

    /** Frames of the agent reported played since the tick before. */
    int played(int tick) {
        return Byte.toUnsignedInt(sound[tick * SoundTrack.WIDTH + 2]);
    }

    /** How the call went. */
    Timeline timeline() {
        List<Timeline.Decided> decisions = new ArrayList<>();
        for (JournalEvent entry : entries) {
            if (entry.type().equals(Journaling.DECIDED)) {
                decisions.add(new Timeline.Decided(entry.tick(), new JournalForm.Entry(entry).text("decision")));
            }
        }
        Spans caller = new Spans();
        Spans agent = new Spans();
        for (int tick = 0; tick < ticks(); tick++) {
            if (impression(tick).voice()) {
                caller.sounds(tick);
            }
            if (played(tick) > 0) {
                agent.sounds(tick);
            }
        }
        return new Timeline(ticks(), decisions, caller.all(), agent.all());
    }
}
