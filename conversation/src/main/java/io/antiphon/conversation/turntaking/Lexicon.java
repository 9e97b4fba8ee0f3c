package io.antiphon.conversation.turntaking;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists of words in one language, comma-separated in a properties file each. A caller of an Indian language is taken to
 * mix it with English, in either script.
 */
final class Lexicon {
    private static final Set<String> MIXED_WITH_ENGLISH = Set.of("hi", "mr", "ta");
    private static final String LETTERS = "[\\p{L}\\p{M}]*";

    /** Spaces and hyphens between two words, or none. */
    static final String GAP = "[\\s-]*";

    private static final String LEFT = "(?<![\\p{L}\\p{M}\\p{N}])";
    private static final String RIGHT = "(?![\\p{L}\\p{M}\\p{N}])";

    private final List<ResourceBundle> bundles;

    private Lexicon(List<ResourceBundle> bundles) {
        this.bundles = bundles;
    }

    /** The lists of this name for {@code language} (BCP 47), or the English ones where there are none. */
    static Lexicon of(String name, String language) {
        Locale locale = Locale.forLanguageTag(language);
        List<ResourceBundle> bundles = new ArrayList<>();
        bundles.add(bundle(name, locale));
        if (MIXED_WITH_ENGLISH.contains(locale.getLanguage())) {
            bundles.add(bundle(name, Locale.ENGLISH));
        }
        return new Lexicon(bundles);
    }

    private static ResourceBundle bundle(String name, Locale locale) {
        return ResourceBundle.getBundle(
                "io.antiphon.conversation.turntaking." + name,
                locale,
                Lexicon.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The entries under a key, each once. */
    List<String> entries(String key) {
        return bundles.stream()
                .flatMap(bundle -> entries(bundle, key))
                .distinct()
                .toList();
    }

    /** Those of the language alone. */
    List<String> own(String key) {
        return entries(bundles.getFirst(), key).toList();
    }

    private static Stream<String> entries(ResourceBundle bundle, String key) {
        return Stream.of(bundle.getString(key).split(",")).map(String::strip).filter(entry -> !entry.isEmpty());
    }

    /** A text as {@link #anyOf} expects it. */
    static String plain(String text) {
        return Normalizer.normalize(text.strip().toLowerCase(Locale.ROOT).replace('’', '\''), Normalizer.Form.NFC);
    }

    /** An expression that matches an entry of these keys as whole words, and nothing where they have none. */
    String anyOf(String... keys) {
        return LEFT + partOf(keys) + RIGHT;
    }

    /** The same, where other letters may stand at either end. */
    String partOf(String... keys) {
        Set<String> entries = new LinkedHashSet<>();
        for (String key : keys) {
            entries.addAll(entries(key));
        }
        return entries.isEmpty()
                ? "(?!)"
                : entries.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Lexicon::expression)
                        .collect(Collectors.joining("|", "(?:", ")"));
    }

    private static String expression(String entry) {
        StringBuilder expression = new StringBuilder();
        plain(entry).chars().forEach(letter -> {
            switch (letter) {
                case '*' -> expression.append(LETTERS);
                case ' ' -> expression.append(GAP);
                default -> expression.append(isMark(letter) ? "\\" : "").append((char) letter);
            }
        });
        return expression.toString();
    }

    /** Whether it may mean something in an expression. */
    private static boolean isMark(int letter) {
        return letter < 128 && !Character.isLetterOrDigit(letter);
    }

    /** A text that holds an entry. */
    Pattern holding(String... keys) {
        return Pattern.compile(anyOf(keys));
    }

    /** A text that begins with one. */
    Pattern beginningWith(String key) {
        return Pattern.compile("^[^\\p{L}\\p{N}]*" + anyOf(key));
    }

    /** A text that ends with one. */
    Pattern endingWith(String key) {
        return Pattern.compile(anyOf(key) + "[^\\p{L}\\p{N}]*$");
    }
}
