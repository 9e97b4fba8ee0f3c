package io.antiphon.control.reservations;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number under which a restaurant keeps a table, in capital letters and digits alone: {@code TBL4729}, however it was
 * written or spelled.
 */
record ConfirmationNumber(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Z0-9]{1,20}");
    /** A shorter one cannot be told from a time or a price, and a longer one of digits from a telephone number. */
    private static final int SHORTEST_TOLD = 4;

    private static final Pattern TELEPHONE = Pattern.compile("\\d{10,}");

    ConfirmationNumber {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a confirmation number has 1 to 20 capital letters and digits");
        }
    }

    /**
     * Reads one, such as {@code tbl-4729}, {@code T B L four seven two nine}, {@code tango bravo lima, double five} or
     * {@code P as in Peter 81}; empty where something else stands in it.
     */
    static Optional<ConfirmationNumber> of(String said) {
        var text = new StringBuilder();
        List<String> words = SpokenCode.words(said);
        boolean alone = said.strip().chars().noneMatch(Character::isWhitespace);
        int place = 0;
        while (place < words.size()) {
            if (SpokenCode.isFiller(words.get(place))) {
                place++;
                continue;
            }
            int from = place;
            Optional<SpokenCode.Reading> reading =
                    SpokenCode.readings(words, from).stream().findFirst().or(() -> literal(words.get(from), alone));
            if (reading.isEmpty()) {
                return Optional.empty();
            }
            text.append(reading.get().text());
            place += reading.get().words();
        }
        return FORM.matcher(text).matches() ? Optional.of(new ConfirmationNumber(text.toString())) : Optional.empty();
    }

    /** A word that is no number and no letter stands for itself where it is written in capitals, or where it is all. */
    private static Optional<SpokenCode.Reading> literal(String word, boolean alone) {
        String capitals = word.toUpperCase(Locale.ROOT);
        return alone || word.equals(capitals)
                ? Optional.of(new SpokenCode.Reading(capitals, 1, false))
                : Optional.empty();
    }

    /**
     * Whether somebody said it: in words that follow each other, over the ends of their lines too. Letters alone must have
     * been spelled, or every word would be a number.
     *
     * @param lines what was said, in order
     */
    boolean isIn(List<String> lines) {
        if (text.length() < SHORTEST_TOLD || TELEPHONE.matcher(text).matches()) {
            return false;
        }
        List<String> words = SpokenCode.words(String.join(" ", lines));
        boolean spelledOnly = text.chars().noneMatch(Character::isDigit);
        for (int place = 0; place < words.size(); place++) {
            if (!SpokenCode.isFiller(words.get(place)) && follows(words, place, 0, spelledOnly)) {
                return true;
            }
        }
        return false;
    }

    private boolean follows(List<String> words, int place, int done, boolean spelledOnly) {
        if (done == text.length()) {
            return true;
        }
        if (place == words.size()) {
            return false;
        }
        for (SpokenCode.Reading reading : SpokenCode.readings(words, place)) {
            if ((reading.spelled() || !spelledOnly)
                    && text.startsWith(reading.text(), done)
                    && follows(
                            words,
                            place + reading.words(),
                            done + reading.text().length(),
                            spelledOnly)) {
                return true;
            }
        }
        String whole = words.get(place).toUpperCase(Locale.ROOT);
        if (!spelledOnly
                && whole.chars().allMatch(letter -> letter < 128)
                && text.startsWith(whole, done)
                && follows(words, place + 1, done + whole.length(), false)) {
            return true;
        }
        return SpokenCode.isFiller(words.get(place)) && follows(words, place + 1, done, spelledOnly);
    }
}
