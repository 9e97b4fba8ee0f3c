package io.antiphon.conversation.turntaking;

import io.antiphon.conversation.turntaking.Scene.Ending;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether what a caller gives has the form of what was asked for, in one language. Someone who dictates pauses between
 * the parts; someone who has given the last digit waits for nothing. The lists stand in {@code collecting*.properties}.
 */
final class Dictation {
    private static final Pattern SPACES = Pattern.compile("[\\s,.-]+");
    private static final Pattern SINGLE_LETTER = Pattern.compile("\\p{L}\\p{M}*|\\p{N}");
    private static final Pattern DATE_IN_FIGURES = Pattern.compile("\\p{Nd}{1,4}\\s?[./-]\\s?\\p{Nd}{1,2}");

    private final NumberWords numbers;
    private final Pattern address;
    private final Pattern day;
    private final Pattern month;
    private final Pattern namedDay;
    private final Pattern letterName;
    private final Pattern answer;
    private final Pattern closing;

    Dictation(Lexicon lexicon, NumberWords numbers) {
        this.numbers = numbers;
        this.address = Pattern.compile("(?:@|" + lexicon.anyOf("at") + ").+(?:\\.|" + lexicon.anyOf("dot") + ")\\s?"
                + lexicon.anyOf("domains") + "[^\\p{L}\\p{N}]*$");
        this.day = Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])\\p{Nd}{1,2}" + lexicon.partOf("day_endings")
                + "?(?![\\p{L}\\p{M}\\p{N}])|" + lexicon.anyOf("days"));
        this.month = lexicon.holding("months");
        this.namedDay = lexicon.holding("named_days");
        this.letterName = Pattern.compile(lexicon.partOf("letters"));
        this.answer = lexicon.beginningWith("answers");
        this.closing = lexicon.endingWith("closings");
    }

    /** How what the caller gives ends by its form; empty where the form tells nothing. */
    Optional<Ending> ending(Collecting asked, String caller) {
        String text = Lexicon.plain(caller);
        if (asked.kind() == Collecting.Kind.NOTHING || text.isEmpty()) {
            return Optional.empty();
        }
        if (closing.matcher(text).find()) {
            return Optional.of(Ending.COMPLETE);
        }
        return switch (asked.kind()) {
            case PHONE_NUMBER, CODE -> digits(numbers.digits(text), asked.length());
            case NUMBER -> numbers.digits(text) == 0 ? Optional.empty() : Optional.of(Ending.UNSURE);
            case EMAIL ->
                Optional.of(
                        address.matcher(text).find()
                                ? Ending.COMPLETE
                                : text.contains(" ") ? Ending.DICTATING : Ending.INCOMPLETE);
            case DATE -> date(text);
            case SPELLING -> holdsLetter(text) ? Optional.of(Ending.DICTATING) : Optional.empty();
            case YES_OR_NO -> answer.matcher(text).find() ? Optional.of(Ending.COMPLETE) : Optional.empty();
            case NOTHING -> Optional.empty();
        };
    }

    private static Optional<Ending> digits(int given, int wanted) {
        return given == 0 ? Optional.empty() : Optional.of(given >= wanted ? Ending.COMPLETE : Ending.DICTATING);
    }

    private Optional<Ending> date(String text) {
        boolean aDay = day.matcher(text).find() || numbers.holdsPair(text);
        boolean aMonth = month.matcher(text).find();
        boolean both = aMonth && (aDay || numbers.holdsDigit(text));
        if (both
                || namedDay.matcher(text).find()
                || DATE_IN_FIGURES.matcher(text).find()) {
            return Optional.of(Ending.COMPLETE);
        }
        return aDay || aMonth ? Optional.of(Ending.DICTATING) : Optional.empty();
    }

    private boolean holdsLetter(String text) {
        return SPACES.splitAsStream(text)
                .anyMatch(word -> SINGLE_LETTER.matcher(word).matches()
                        || letterName.matcher(word).matches());
    }
}
