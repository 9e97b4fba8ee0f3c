package io.antiphon.control.calls;

import io.antiphon.control.api.ApiFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is looked for in the words of calls: words that all must be there, of which the beginning is enough; phrases in
 * double quotes; and with a minus sign what must not be there.
 */
record SearchText(List<Term> terms) {
    private static final int LONGEST = 200;
    private static final int MOST_TERMS = 12;
    private static final int SHORTEST_BEGINNING = 3;
    private static final Pattern TERM = Pattern.compile("(-?)(?:\"([^\"]*)\"|(\\S+))");

    SearchText {
        terms = List.copyOf(terms);
    }

    /** One word, or several in a row. */
    record Term(List<String> words, boolean whole, boolean unwanted) {
        String query() {
            String phrase = words.stream()
                    .map(word -> "'" + word + "'" + (isBeginning(word) ? ":*" : ""))
                    .collect(Collectors.joining(" <-> "));
            return unwanted ? "!(" + phrase + ")" : "(" + phrase + ")";
        }

        /** Its words two by two, where whole words are meant. */
        Stream<String> pairs() {
            return whole && !unwanted
                    ? IntStream.range(1, words.size()).mapToObj(i -> words.get(i - 1) + " " + words.get(i))
                    : Stream.empty();
        }

        boolean isBeginning(String word) {
            return !whole && !unwanted && word.length() >= SHORTEST_BEGINNING;
        }

        boolean matches(String folded) {
            return !unwanted
                    && words.stream()
                            .anyMatch(word -> isBeginning(word) ? folded.startsWith(word) : folded.equals(word));
        }
    }

    /** @throws ApiFailure where nothing in it can be looked for */
    static SearchText of(String text) {
        if (text.length() > LONGEST) {
            throw ApiFailure.invalid("q", "q may have " + LONGEST + " characters: look for fewer words");
        }
        var terms = new ArrayList<Term>();
        var found = TERM.matcher(text);
        while (found.find()) {
            boolean whole = found.group(2) != null;
            List<String> words = Word.in(whole ? found.group(2) : found.group(3)).stream()
                    .map(Word::folded)
                    .toList();
            if (!words.isEmpty()) {
                terms.add(new Term(words, whole, !found.group(1).isEmpty()));
            }
        }
        if (terms.stream().allMatch(Term::unwanted)) {
            throw ApiFailure.invalid("q", "q must hold a word to look for");
        }
        if (terms.size() > MOST_TERMS) {
            throw ApiFailure.invalid("q", "q may hold " + MOST_TERMS + " words: look for fewer");
        }
        return new SearchText(terms);
    }

    /** As PostgreSQL's {@code tsquery} is written. */
    String query() {
        return terms.stream().map(Term::query).collect(Collectors.joining(" & "));
    }

    /** Words that must stand side by side, each two as {@code "one other"}. */
    List<String> pairs() {
        return terms.stream().flatMap(Term::pairs).distinct().toList();
    }

    /** Where {@code text} says something of it: pairs of the first character's index and the one after the last. */
    List<int[]> marks(String text) {
        return Word.in(text).stream()
                .filter(word -> terms.stream().anyMatch(term -> term.matches(word.folded())))
                .map(word -> new int[] {word.from(), word.to()})
                .toList();
    }
}
