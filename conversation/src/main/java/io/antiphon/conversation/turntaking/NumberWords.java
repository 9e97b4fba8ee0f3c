package io.antiphon.conversation.turntaking;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Digits as people say or a recogniser writes them, in one language: figures of any script, or words. */
final class NumberWords {
    private static final String[] DIGITS = {
        "digit_0", "digit_1", "digit_2", "digit_3", "digit_4", "digit_5", "digit_6", "digit_7", "digit_8", "digit_9"
    };

    private final Map<String, Integer> values = new HashMap<>();
    private final Pattern said;
    private final Pattern twice;
    private final Pattern thrice;
    private final Pattern sized;
    private final Pattern pair;
    private final Pattern digit;

    NumberWords(Lexicon lexicon) {
        for (int value = 0; value < DIGITS.length; value++) {
            for (String word : lexicon.entries(DIGITS[value])) {
                values.putIfAbsent(Lexicon.plain(word), value);
            }
        }
        lexicon.entries("ten").forEach(word -> values.put(Lexicon.plain(word), 10));
        String digits = lexicon.anyOf(DIGITS);
        String teens = lexicon.anyOf("teens");
        String pairs = teens + "|" + lexicon.anyOf("tens") + "(?:" + Lexicon.GAP + "(?:" + lexicon.anyOf("joins")
                + Lexicon.GAP + ")?(?:" + teens + "|" + digits + "))?";
        String one = "\\p{Nd}|" + digits;
        this.said = Pattern.compile("(?<pair>" + pairs + ")|" + one);
        this.pair = Pattern.compile(pairs);
        this.digit = Pattern.compile(digits);
        this.twice = Pattern.compile(lexicon.anyOf("twice") + Lexicon.GAP + "(?:" + one + ")");
        this.thrice = Pattern.compile(lexicon.anyOf("thrice") + Lexicon.GAP + "(?:" + one + ")");
        this.sized = Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])(?<size>\\p{Nd}{1,2}|"
                + lexicon.partOf(concat(DIGITS, "ten")) + ")" + Lexicon.GAP + lexicon.partOf("sizes")
                + "(?![\\p{L}\\p{M}\\p{N}])");
    }

    private static String[] concat(String[] keys, String other) {
        String[] all = java.util.Arrays.copyOf(keys, keys.length + 1);
        all[keys.length] = other;
        return all;
    }

    /** How many digits a plain text gives; "double five" gives two, "twenty-five" too. */
    int digits(String text) {
        int count = 0;
        Matcher each = said.matcher(text);
        while (each.find()) {
            count += each.group("pair") == null ? 1 : 2;
        }
        return count
                + (int) twice.matcher(text).results().count()
                + 2 * (int) thrice.matcher(text).results().count();
    }

    /** The number of digits that a plain text names, as in "six-digit code"; 0 where it names none. */
    int size(String text) {
        Matcher size = sized.matcher(text);
        if (!size.find()) {
            return 0;
        }
        String named = size.group("size");
        Integer value = values.get(named);
        return value != null ? value : Integer.parseInt(named);
    }

    /** Whether a plain text holds a number of two digits in words. */
    boolean holdsPair(String text) {
        return pair.matcher(text).find();
    }

    /** Whether it holds a digit in words. */
    boolean holdsDigit(String text) {
        return digit.matcher(text).find();
    }
}
