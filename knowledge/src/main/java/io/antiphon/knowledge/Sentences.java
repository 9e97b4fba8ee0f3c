package io.antiphon.knowledge;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Splits a paragraph into sentences, by the rules of its language. */
final class Sentences {
    private static final Pattern ABBREVIATION_AT_END =
            Pattern.compile("(?:^|\\s|\\()(?:Dr|Mr|Mrs|Ms|Prof|Sr|Jr|St|No|Fig|vs|e\\.g|i\\.e|approx|[A-Z])\\.\\s*$");
    /** The danda ends a sentence in most scripts of India; the platform's rules do not know it. */
    private static final Pattern DANDA = Pattern.compile("(?<=[\\u0964\\u0965])\\s+");

    private Sentences() {}

    static List<String> of(String paragraph, String language) {
        var sentences = new ArrayList<String>();
        var breaks = BreakIterator.getSentenceInstance(Locale.forLanguageTag(language));
        breaks.setText(paragraph);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            String sentence = paragraph.substring(start, end);
            if (end < paragraph.length()
                    && ABBREVIATION_AT_END.matcher(sentence).find()) {
                continue;
            }
            DANDA.splitAsStream(sentence)
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .forEach(sentences::add);
            start = end;
        }
        return sentences;
    }
}
