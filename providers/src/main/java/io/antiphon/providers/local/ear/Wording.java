package io.antiphon.providers.local.ear;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Written text as it would be spoken: sentences of lower-case words, with numbers written out. */
final class Wording {
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;:])\\s+|\\R+|\\s[-–—]\\s");
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}]+(?:'[\\p{L}]+)*'?|\\d+|[@&%$€£#]");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d),(?=\\d{3})");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final String[] ONES = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };

    private Wording() {}

    static List<List<String>> sentences(String text) {
        List<List<String>> sentences = new ArrayList<>();
        for (String sentence : SENTENCE_END.split(text, -1)) {
            List<String> words = words(sentence);
            if (!words.isEmpty()) {
                sentences.add(words);
            }
        }
        return sentences;
    }

    static List<String> words(String sentence) {
        String plain = ACCENTS.matcher(Normalizer.normalize(sentence, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('’', '\'')
                .toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        var tokens = TOKEN.matcher(THOUSANDS.matcher(plain).replaceAll(""));
        while (tokens.find()) {
            speak(tokens.group(), words);
        }
        return words;
    }

    private static void speak(String token, List<String> words) {
        switch (token) {
            case "@" -> words.add("at");
            case "&" -> words.add("and");
            case "%" -> words.add("percent");
            case "$" -> words.add("dollars");
            case "€" -> words.add("euros");
            case "£" -> words.add("pounds");
            case "#" -> words.add("number");
            default -> {
                if (Character.isDigit(token.charAt(0))) {
                    number(token, words);
                } else {
                    words.add(token);
                }
            }
        }
    }

    /** Numbers of up to six digits as one number, years in pairs, longer ones and those led by a zero digit by digit. */
    private static void number(String digits, List<String> words) {
        int value =
                digits.length() > 6 || (digits.length() > 1 && digits.startsWith("0")) ? -1 : Integer.parseInt(digits);
        if (value < 0) {
            digits.chars().forEach(digit -> words.add(ONES[digit - '0']));
        } else if (value >= 1100 && value < 2100 && value / 10 % 10 != 0) {
            cardinal(value / 100, words);
            cardinal(value % 100, words);
        } else {
            cardinal(value, words);
        }
    }

    private static void cardinal(int value, List<String> words) {
        if (value >= 1000) {
            cardinal(value / 1000, words);
            words.add("thousand");
            rest(value % 1000, words);
        } else if (value >= 100) {
            words.add(ONES[value / 100]);
            words.add("hundred");
            rest(value % 100, words);
        } else if (value >= 20) {
            words.add(TENS[value / 10]);
            rest(value % 10, words);
        } else {
            words.add(ONES[value]);
        }
    }

    private static void rest(int value, List<String> words) {
        if (value > 0) {
            cardinal(value, words);
        }
    }
}
