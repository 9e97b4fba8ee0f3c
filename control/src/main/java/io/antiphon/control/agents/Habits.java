package io.antiphon.control.agents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent does in a talk besides taking its turns, or leaves; {@code docs/turn-taking.md} says what each does.
 *
 * @param guesses answers begun for one turn before it is known to be over, at most 0 to 5; each that is not used costs a
 *     model call
 * @param adaptsToPace whether it waits longer for a caller who pauses for longer
 * @param greetingUninterruptible whether its greeting is heard to the end, whatever the caller does
 * @param backchannel whether it says a word in a long speaker's pauses
 * @param backchannelFrequency 0 to 1: how often it does
 * @param backchannelWords what it says then; empty for those of its language
 * @param endpointingMs silence that ends the caller's turn whatever was said, 100 to 5 000 milliseconds; null to judge
 */
public record Habits(
        int guesses,
        boolean adaptsToPace,
        boolean greetingUninterruptible,
        boolean backchannel,
        double backchannelFrequency,
        List<String> backchannelWords,
        @Nullable Integer endpointingMs) {
    /** What an agent does that was told nothing else. */
    public static final Habits USUAL = new Habits(2, true, false, false, 0.8, List.of(), null);

    private static final int SELDOM_MS = 14_000;
    private static final int OFTEN_MS = 4_000;
    private static final int MOST_WORDS = 20;
    private static final int LONGEST_WORD = 40;

    public Habits {
        backchannelWords = List.copyOf(backchannelWords);
        if (guesses < 0 || guesses > 5) {
            throw new InvalidAgent("guesses", "must lie between 0, for none, and 5, not " + guesses);
        }
        if (!(backchannelFrequency >= 0 && backchannelFrequency <= 1)) {
            throw new InvalidAgent("backchannel_frequency", "must lie between 0 and 1, not " + backchannelFrequency);
        }
        if (backchannelWords.size() > MOST_WORDS
                || backchannelWords.stream().anyMatch(word -> word.isBlank() || word.length() > LONGEST_WORD)) {
            throw new InvalidAgent(
                    "backchannel_words",
                    "must hold at most " + MOST_WORDS + " of at most " + LONGEST_WORD
                            + " characters, or nothing for those of the language");
        }
        if (backchannelWords.stream().anyMatch(word -> word.contains("|"))) {
            throw new InvalidAgent("backchannel_words", "may not hold |, which nobody can say");
        }
        if (endpointingMs != null && (endpointingMs < 100 || endpointingMs > 5_000)) {
            throw new InvalidAgent(
                    "endpointing_ms", "must lie between 100 and 5000, or be null to judge, not " + endpointingMs);
        }
    }

    /** Milliseconds between two of its words in a caller's pauses, at least. */
    public int backchannelIntervalMs() {
        return (int) Math.round(SELDOM_MS - (SELDOM_MS - OFTEN_MS) * backchannelFrequency);
    }
}
