package io.antiphon.ports.journal;

import io.antiphon.audio.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Where one call writes what happened. Called from the call's thread only, in order; returns at once. An
 * implementation keeps what it cannot store yet, and loses nothing that was said.
 */
public interface CallJournal {
    /** One thing that happened, in order. */
    void event(JournalEvent event);

    /** Something was said, and heard, by one side. */
    void transcript(TranscriptEntry entry);

    /** A turn is over and has been measured. */
    void turn(TurnRecord turn);

    /**
     * Twenty milliseconds of the call, both sides on the call's clock; called once for every tick, in order, when it is
     * known what was played.
     *
     * @param agent what the caller heard of the agent in that tick; null for nothing
     */
    void sound(Frame caller, @Nullable Frame agent);

    /** The call is over; nothing follows. */
    void ended(String reason, long ticks);
}
