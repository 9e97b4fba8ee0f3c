package io.antiphon.providers.local.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Where the sentences of a text end, in Latin, Devanagari and Tamil script. */
public final class Sentences {
    private static final Pattern END = Pattern.compile("[.!?…।॥]+[\"'”’)\\]]*(?=\\s|$)");
    private static final Pattern LAST_WORD = Pattern.compile("[\\p{L}.]+\\.$");
    private static final Set<String> ABBREVIATIONS = Set.of(
            "dr.", "mr.", "mrs.", "ms.", "prof.", "st.", "vs.", "etc.", "e.g.", "i.e.", "no.", "approx.", "fig.",
            "डॉ.");

    private Sentences() {}

    /**
     * The sentences of {@code text} as stretches of it, in order; stretches touch and cover all of the text, so each
     * but the last ends in the white space that follows it.
     *
     * @param longest most characters in a stretch; a longer sentence is cut at a comma, or else between words
     */
    public static List<Stretch> of(String text, int longest) {
        List<Stretch> found = new ArrayList<>();
        int from = 0;
        var end = END.matcher(text);
        while (end.find()) {
            if (end.end() < text.length() && endsWithAbbreviation(text.substring(from, end.end()))) {
                continue;
            }
            int to = skipSpace(text, end.end());
            add(found, text, from, to, longest);
            from = to;
        }
        if (from < text.length()) {
            add(found, text, from, text.length(), longest);
        }
        return found;
    }

    private static boolean endsWithAbbreviation(String sentence) {
        var word = LAST_WORD.matcher(sentence);
        if (!word.find()) {
            return false;
        }
        String last = word.group().toLowerCase(Locale.ROOT);
        return ABBREVIATIONS.contains(last) || (last.length() == 2 && !last.equals("i."));
    }

    private static void add(List<Stretch> found, String text, int from, int to, int longest) {
        int start = from;
        while (to - start > longest) {
            int cut = cut(text, start, start + longest);
            found.add(new Stretch(start, cut));
            start = cut;
        }
        found.add(new Stretch(start, to));
    }

    private static int cut(String text, int start, int latest) {
        int space = latest;
        for (int i = latest; i > start + 1; i--) {
            if (!Character.isWhitespace(text.charAt(i - 1))) {
                continue;
            }
            if (",;:،".indexOf(text.charAt(i - 2)) >= 0) {
                return i;
            }
            if (space == latest) {
                space = i;
            }
        }
        return space;
    }

    private static int skipSpace(String text, int from) {
        int to = from;
        while (to < text.length() && Character.isWhitespace(text.charAt(to))) {
            to++;
        }
        return to;
    }

    /** Characters {@code from} to {@code to}, without the last, of a text. */
    public record Stretch(int from, int to) {
        public String in(String text) {
            return text.substring(from, to);
        }
    }
}
