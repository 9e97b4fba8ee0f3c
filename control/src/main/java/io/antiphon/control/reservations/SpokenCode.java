package io.antiphon.control.reservations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How people say the letters and digits of a code: one by one, by the words of ICAO's spelling alphabet, as in
 * {@code P as in Peter}, {@code double five}, {@code oh}, {@code forty seven}.
 */
final class SpokenCode {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern X_RAY = Pattern.compile("(?i)\\bx-ray\\b");
    /** What a speaker puts between the parts of a code without meaning anything by it. */
    private static final Set<String> FILLERS = Set.of(
            "dash", "hyphen", "minus", "slash", "stroke", "dot", "point", "space", "comma", "and", "then", "uh", "um",
            "er", "erm", "eh", "okay", "ok", "number");

    private static final Map<String, List<String>> SINGLE = singles();
    private static final Map<String, Integer> TENS = Map.of(
            "twenty", 2, "thirty", 3, "forty", 4, "fifty", 5, "sixty", 6, "seventy", 7, "eighty", 8, "ninety", 9);
    private static final List<String> TEENS = List.of(
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final Map<String, Integer> REPEATED = Map.of("double", 2, "triple", 3, "treble", 3);

    private SpokenCode() {}

    /**
     * What some words may stand for.
     *
     * @param text capital letters and digits
     * @param words how many they are
     * @param spelled whether they name a letter or a digit, and are not simply written like it
     */
    record Reading(String text, int words, boolean spelled) {}

    /** The words of a text, in order, without what stands between. */
    static List<String> words(String text) {
        return Arrays.stream(BETWEEN.split(X_RAY.matcher(text).replaceAll("xray")))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static boolean isFiller(String word) {
        return FILLERS.contains(lower(word));
    }

    /** What the words from a place on may stand for, the likeliest first. */
    static List<Reading> readings(List<String> words, int place) {
        List<Reading> readings = new ArrayList<>();
        String word = lower(words.get(place));
        Integer times = REPEATED.get(word);
        if (times != null && place + 1 < words.size()) {
            if (times == 2 && Set.of("u", "you").contains(lower(words.get(place + 1)))) {
                readings.add(new Reading("W", 2, true));
            }
            one(words, place + 1)
                    .forEach(
                            single -> readings.add(new Reading(single.text().repeat(times), single.words() + 1, true)));
        }
        Integer tens = TENS.get(word);
        if (tens != null) {
            if (place + 1 < words.size()) {
                SINGLE.getOrDefault(lower(words.get(place + 1)), List.of()).stream()
                        .filter(unit -> Character.isDigit(unit.charAt(0)) && !unit.equals("0"))
                        .forEach(unit -> readings.add(new Reading(tens + unit, 2, true)));
            }
            readings.add(new Reading(tens + "0", 1, true));
        }
        int teen = TEENS.indexOf(word);
        if (teen >= 0) {
            readings.add(new Reading(Integer.toString(10 + teen), 1, true));
        }
        readings.addAll(one(words, place));
        return readings;
    }

    /** One letter or one digit, or a group of digits that is written as one. */
    private static List<Reading> one(List<String> words, int place) {
        List<Reading> readings = new ArrayList<>();
        String word = lower(words.get(place));
        if (word.length() == 1 && Character.isLetter(word.charAt(0)) && place + 2 < words.size()) {
            String next = lower(words.get(place + 1));
            boolean asIn = next.equals("as") && lower(words.get(place + 2)).equals("in");
            boolean saidFor = next.equals("for") || next.equals("like");
            int example = place + (asIn ? 3 : 2);
            if ((asIn || saidFor)
                    && example < words.size()
                    && lower(words.get(example)).startsWith(word)) {
                readings.add(new Reading(word.toUpperCase(Locale.ROOT), example - place + 1, true));
            }
        }
        if ((word.length() == 1 && isPlain(word)) || word.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            readings.add(new Reading(word.toUpperCase(Locale.ROOT), 1, true));
        }
        for (String single : SINGLE.getOrDefault(word, List.of())) {
            readings.add(new Reading(single, 1, true));
        }
        if (word.chars().anyMatch(Character::isDigit) && word.chars().anyMatch(Character::isLetter) && isPlain(word)) {
            readings.add(new Reading(word.toUpperCase(Locale.ROOT), 1, false));
        }
        return readings;
    }

    private static boolean isPlain(String word) {
        return word.chars().allMatch(letter -> letter < 128);
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static Map<String, List<String>> singles() {
        Map<String, List<String>> singles = new HashMap<>();
        List<String> digits = List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
        for (int digit = 0; digit < digits.size(); digit++) {
            singles.put(digits.get(digit), List.of(Integer.toString(digit)));
        }
        List<String> alphabet = List.of(
                "alpha",
                "bravo",
                "charlie",
                "delta",
                "echo",
                "foxtrot",
                "golf",
                "hotel",
                "india",
                "juliett",
                "kilo",
                "lima",
                "mike",
                "november",
                "oscar",
                "papa",
                "quebec",
                "romeo",
                "sierra",
                "tango",
                "uniform",
                "victor",
                "whiskey",
                "xray",
                "yankee",
                "zulu");
        for (String word : alphabet) {
            singles.put(word, List.of(word.substring(0, 1).toUpperCase(Locale.ROOT)));
        }
        // As recognisers write what sounds the same.
        Map.ofEntries(
                        Map.entry("alfa", "A"),
                        Map.entry("juliet", "J"),
                        Map.entry("whisky", "W"),
                        Map.entry("ay", "A"),
                        Map.entry("bee", "B"),
                        Map.entry("be", "B"),
                        Map.entry("see", "C"),
                        Map.entry("sea", "C"),
                        Map.entry("cee", "C"),
                        Map.entry("dee", "D"),
                        Map.entry("ef", "F"),
                        Map.entry("gee", "G"),
                        Map.entry("aitch", "H"),
                        Map.entry("eye", "I"),
                        Map.entry("jay", "J"),
                        Map.entry("kay", "K"),
                        Map.entry("el", "L"),
                        Map.entry("em", "M"),
                        Map.entry("en", "N"),
                        Map.entry("pee", "P"),
                        Map.entry("queue", "Q"),
                        Map.entry("cue", "Q"),
                        Map.entry("are", "R"),
                        Map.entry("ar", "R"),
                        Map.entry("ess", "S"),
                        Map.entry("tee", "T"),
                        Map.entry("tea", "T"),
                        Map.entry("you", "U"),
                        Map.entry("vee", "V"),
                        Map.entry("ex", "X"),
                        Map.entry("why", "Y"),
                        Map.entry("zed", "Z"),
                        Map.entry("zee", "Z"),
                        Map.entry("nil", "0"),
                        Map.entry("nought", "0"),
                        Map.entry("naught", "0"),
                        Map.entry("niner", "9"),
                        Map.entry("to", "2"),
                        Map.entry("too", "2"),
                        Map.entry("for", "4"),
                        Map.entry("fore", "4"),
                        Map.entry("ate", "8"),
                        Map.entry("won", "1"))
                .forEach((word, single) -> singles.put(word, List.of(single)));
        singles.put("oh", List.of("0", "O"));
        singles.put("o", List.of("O", "0"));
        return Map.copyOf(singles);
    }
}
