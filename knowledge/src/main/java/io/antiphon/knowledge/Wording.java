package io.antiphon.knowledge;

import io.antiphon.ports.knowledge.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * A question made ready for looking up.
 *
 * @param text the caller's words
 * @param lead the end of what was said before, where the question leans on it, else empty
 */
record Wording(String text, String lead) {
    private static final double FRAMING = 0.2;
    private static final double LEAD = 0.4;
    /** With so few words of its own, a question that points back cannot stand alone. */
    private static final int FEW = 3;

    private static final int LONGEST_LEAD = 300;
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

    static Wording of(Question question) {
        return new Wording(question.text(), leans(question) ? end(question.context()) : "");
    }

    /** The words to look for in documents of {@code language}. */
    List<Term> terms(String language, Analyzer rules) {
        var terms = new ArrayList<Term>();
        Set<String> framing = language.equals("en") ? SpokenEnglish.FRAMING : Set.of();
        Set<String> own = words(text, rules);
        for (String word : own) {
            terms.add(new Term(word, framing.contains(word) ? FRAMING : 1));
        }
        if (!lead.isEmpty()) {
            for (String word : words(lead, rules)) {
                if (!own.contains(word)) {
                    terms.add(new Term(word, framing.contains(word) ? FRAMING * LEAD : LEAD));
                }
            }
        }
        return terms;
    }

    /** What to embed. */
    String meaning() {
        return lead.isEmpty() ? text : lead + " " + text;
    }

    private static boolean leans(Question question) {
        if (question.context().isBlank()) {
            return false;
        }
        String language = Analyzers.primary(question.language());
        Set<String> own = words(question.text(), Analyzers.of(language));
        if (language.equals("en")) {
            own.removeAll(SpokenEnglish.FRAMING);
            return own.isEmpty() || (own.size() <= FEW && points(question.text()));
        }
        return own.size() < FEW;
    }

    private static boolean points(String text) {
        return NO_LETTERS.splitAsStream(text.toLowerCase(Locale.ROOT)).anyMatch(SpokenEnglish.POINTING::contains);
    }

    private static String end(String context) {
        if (context.length() <= LONGEST_LEAD) {
            return context.strip();
        }
        int space = context.indexOf(' ', context.length() - LONGEST_LEAD);
        return space < 0 ? "" : context.substring(space).strip();
    }

    private static Set<String> words(String text, Analyzer rules) {
        var words = new LinkedHashSet<String>();
        try (TokenStream stream = rules.tokenStream("", text)) {
            CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                words.add(word.toString());
            }
            stream.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException("text in memory cannot fail to be read", impossible);
        }
        return words;
    }
}
