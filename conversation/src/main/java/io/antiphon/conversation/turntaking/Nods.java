package io.antiphon.conversation.turntaking;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.Clock;
import java.util.List;

/** The short words by which the agent shows a caller that it listens: when one would be welcome, and which is next. */
public final class Nods {
    private final CallSettings.Habits habits;
    private final List<String> words;
    private final Clock clock;
    private long last;
    private int said;

    /** @param own the language's own, where the agent has none */
    public Nods(CallSettings.Habits habits, List<String> own, Clock clock) {
        this.habits = habits;
        this.words = habits.backchannelWords().isEmpty() ? own : habits.backchannelWords();
        this.clock = clock;
    }

    /**
     * Whether the caller has spoken for long enough since the last one.
     *
     * @param began when they began to say what they are saying, in ticks
     */
    public boolean areWelcome(long began) {
        return habits.backchannels()
                && clock.since(Math.max(last, began)) * Frame.MILLIS >= habits.backchannelInterval();
    }

    /** The one to say now. */
    public String next() {
        last = clock.tick();
        return words.get(said++ % words.size());
    }
}
