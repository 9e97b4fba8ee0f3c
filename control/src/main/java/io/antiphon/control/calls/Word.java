package io.antiphon.control.calls;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A word of a text as the search knows it, and where it stands there.
 *
 * @param folded without case, accents and joiners, as the database's {@code folded()} makes it
 * @param from index of its first character
 * @param to index after its last one
 */
record Word(String folded, int from, int to) {
    private static final int LONGEST = 100;

    /** The words of {@code text} in their order. */
    static List<Word> in(String text) {
        var words = new ArrayList<Word>();
        var word = new StringBuilder();
        int from = 0;
        int to = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            String folded = fold(point);
            for (int part = 0; part < folded.length(); ) {
                int letter = folded.codePointAt(part);
                part += Character.charCount(letter);
                if (!separates(letter)) {
                    from = word.isEmpty() ? i : from;
                    word.appendCodePoint(letter);
                    to = next;
                } else if (!word.isEmpty()) {
                    words.add(of(word, from, to));
                }
            }
            if (folded.isEmpty() && !word.isEmpty()) {
                to = next;
            }
            i = next;
        }
        if (!word.isEmpty()) {
            words.add(of(word, from, to));
        }
        return words;
    }

    private static Word of(StringBuilder letters, int from, int to) {
        String folded = letters.toString();
        letters.setLength(0);
        return new Word(
                folded.codePointCount(0, folded.length()) > LONGEST
                        ? folded.substring(0, folded.offsetByCodePoints(0, LONGEST))
                        : folded,
                from,
                to);
    }

    private static String fold(int point) {
        if (point < 0x80) {
            return Character.toString(Character.toLowerCase(point));
        }
        var folded = new StringBuilder();
        Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD)
                .codePoints()
                .filter(part -> !isDropped(part))
                .map(part -> part == 0x0901 ? 0x0902 : Character.toLowerCase(part))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static boolean isDropped(int point) {
        return between(point, 0x300, 0x36f)
                || point == 0x93c
                || between(point, 0x200b, 0x200d)
                || point == 0x2060
                || point == 0xfeff;
    }

    /** The same signs as in the database's {@code folded()}. */
    private static boolean separates(int point) {
        return between(point, 0, 0x2f)
                || between(point, 0x3a, 0x40)
                || between(point, 0x5b, 0x60)
                || between(point, 0x7b, 0xbf)
                || point == 0xd7
                || point == 0xf7
                || point == 0x964
                || point == 0x965
                || point == 0x970
                || between(point, 0x2000, 0x206f)
                || between(point, 0x20a0, 0x20cf)
                || between(point, 0x2190, 0x2bff)
                || between(point, 0x2e00, 0x2e7f)
                || between(point, 0x3000, 0x303f);
    }

    private static boolean between(int point, int first, int last) {
        return point >= first && point <= last;
    }
}
