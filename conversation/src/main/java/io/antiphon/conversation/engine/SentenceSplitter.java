package io.antiphon.conversation.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts a stream of text into pieces fit to be spoken: sentences, and for the very first piece an early clause, so that
 * the voice can begin while the model still thinks. Pieces keep their words; joined by spaces they are the text.
 */
final class SentenceSplitter {
    private static final int LONGEST = 240;
    private static final int EARLY_CLAUSE = 60;
    private static final Set<String> ABBREVIATIONS =
            Set.of("dr", "mr", "mrs", "ms", "prof", "st", "no", "vs", "etc", "e.g", "i.e", "approx", "dept");

    private final StringBuilder pending = new StringBuilder();
    private boolean first = true;

    /** Takes the model's next piece and gives the pieces that are complete now. */
    List<String> add(String text) {
        pending.append(text);
        List<String> complete = new ArrayList<>();
        for (int end = boundary(); end > 0; end = boundary()) {
            take(end).ifPresent(complete::add);
        }
        return complete;
    }

    /** What is left when the model is done. */
    Optional<String> rest() {
        return take(pending.length());
    }

    private Optional<String> take(int end) {
        String piece = pending.substring(0, end).replaceAll("\\s+", " ").strip();
        pending.delete(0, end);
        if (piece.isEmpty()) {
            return Optional.empty();
        }
        first = false;
        return Optional.of(piece);
    }

    /** Index after the first complete piece, or 0. */
    private int boundary() {
        for (int at = 0; at < pending.length(); at++) {
            char character = pending.charAt(at);
            if (character == '\n') {
                return at + 1;
            }
            if (endsSentence(at)) {
                return at + 1;
            }
            if (first && at >= EARLY_CLAUSE && isClauseEnd(character) && followedBySpace(at)) {
                return at + 1;
            }
        }
        return pending.length() > LONGEST ? lastSpace() : 0;
    }

    private boolean endsSentence(int at) {
        char character = pending.charAt(at);
        if (character == '।' || character == '॥') {
            return true;
        }
        boolean mark = character == '.' || character == '!' || character == '?' || character == '…';
        return mark && followedBySpace(at) && !(character == '.' && isAbbreviation(at));
    }

    private boolean followedBySpace(int at) {
        return at + 1 < pending.length() && Character.isWhitespace(pending.charAt(at + 1));
    }

    private static boolean isClauseEnd(char character) {
        return character == ',' || character == ';' || character == ':' || character == '—';
    }

    private boolean isAbbreviation(int dot) {
        int from = dot;
        while (from > 0 && !Character.isWhitespace(pending.charAt(from - 1))) {
            from--;
        }
        String word = pending.substring(from, dot).toLowerCase(java.util.Locale.ROOT);
        return ABBREVIATIONS.contains(word) || (word.length() == 1 && Character.isLetter(word.charAt(0)));
    }

    private int lastSpace() {
        int space = pending.lastIndexOf(" ", LONGEST);
        return space > 0 ? space + 1 : LONGEST;
    }
}
