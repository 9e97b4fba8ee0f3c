package io.antiphon.conversation.engine;

import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.stage.MindStage;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.line.TextLine.Said;
import io.antiphon.ports.mind.Message;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what the far end tells was said. The last of it may still change, so what was said in one turn is written
 * when the next begins, or the call ends.
 */
final class TextMinutes {
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final CallSettings settings;
    private final MindStage stage;
    private final Talk talk;
    private final Clock clock;
    private List<Said> all = List.of();
    private @Nullable Turn open;
    /** Where in {@link #all} the caller's words begin that the open turn answers. */
    private int from;

    private int written;
    private int turns;

    TextMinutes(CallSettings settings, MindStage stage, Talk talk, Clock clock) {
        this.settings = settings;
        this.stage = stage;
        this.talk = talk;
        this.clock = clock;
    }

    /** So much has been said. */
    void told(List<Said> now) {
        all = now;
    }

    /** What the caller said last, in one piece. */
    String question() {
        return all.subList(lastWords(), all.size()).stream()
                .map(Said::text)
                .collect(Collectors.joining(" "))
                .strip();
    }

    /** A turn begins that goes on from all that has been said; one that nothing was heard of gives it its number. */
    void begin(Turn turn) {
        int place = lastWords();
        Turn before = open;
        boolean unheard = before != null && before.purpose != Turn.Purpose.GREETING && place <= from;
        if (before != null && !unheard) {
            settle(before, place);
        }
        turn.number = before != null && unheard ? before.number : turns++;
        turn.startTick = clock.tick();
        open = turn;
        from = place;
        talk.revise(all.stream().map(TextMinutes::message).toList());
    }

    /** The call is over: what has not been written is. */
    void end() {
        if (open != null) {
            settle(open, all.size());
            open = null;
        }
    }

    private static Message message(Said said) {
        return said.agent() ? new Message.Agent(said.text(), List.of()) : new Message.Caller(said.text());
    }

    private int lastWords() {
        int at = all.size();
        while (at > 0 && !all.get(at - 1).agent()) {
            at--;
        }
        return at;
    }

    private void settle(Turn turn, int until) {
        int end = Math.min(until, all.size());
        List<Said> now = all.subList(Math.min(written, end), end);
        String spoken = now.stream().filter(Said::agent).map(Said::text).collect(Collectors.joining(" "));
        boolean cut = isCut(spoken, turn.thought.given);
        int last = now.stream().map(Said::agent).toList().lastIndexOf(true);
        for (int at = 0; at < now.size(); at++) {
            write(turn, now.get(at), cut && at == last);
        }
        written = Math.max(written, end);
        stage.journal().turn(turn.record(settings.resources().minds(), spoken, cut, clock.micros()));
    }

    private void write(Turn turn, Said said, boolean interrupted) {
        long start = said.startTick() < 0 ? turn.startTick : said.startTick();
        stage.journal()
                .transcript(new TranscriptEntry(
                        turn.number,
                        role(turn, said),
                        said.text(),
                        settings.persona().language(),
                        start,
                        Math.max(start, said.endTick() < 0 ? clock.tick() : said.endTick()),
                        interrupted,
                        Double.NaN));
    }

    /** The far end tells an operator's words as the agent's, and the rest of an answer may come after them. */
    private static TranscriptEntry.Role role(Turn turn, Said said) {
        if (!said.agent()) {
            return TranscriptEntry.Role.USER;
        }
        boolean operators = turn.purpose == Turn.Purpose.OPERATOR
                && letters(turn.thought.given).contains(letters(said.text()));
        return operators ? TranscriptEntry.Role.OPERATOR : TranscriptEntry.Role.ASSISTANT;
    }

    private static String letters(CharSequence text) {
        return NO_LETTERS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Whether fewer words were heard than were given; the far end may write them in its own way. */
    private static boolean isCut(String heard, CharSequence given) {
        return words(heard) < words(given.toString());
    }

    private static long words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }
}
