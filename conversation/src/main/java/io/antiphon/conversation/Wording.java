package io.antiphon.conversation;

import io.antiphon.conversation.Scene.Ending;
import io.antiphon.conversation.Scene.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the shape of the caller's words tells about their turn, in one language. The lists stand in {@code
 * wording*.properties}; a caller of an Indian language is taken to mix it with English, in either script.
 */
final class Wording {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern PUNCTUATION = Pattern.compile("^[\\p{Punct}¿¡]+|[\\p{Punct}।…]+$");
    private static final Set<String> MIXED_WITH_ENGLISH = Set.of("hi", "mr", "ta");

    private final List<String[]> backchannels;
    private final List<String[]> greetings;
    private final Set<String> unfinished;
    private final Set<String> openers;
    private final List<String> own;

    private Wording(List<ResourceBundle> bundles) {
        this.backchannels = phrases(bundles, "backchannels");
        List<String[]> alsoInGreeting = new ArrayList<>(backchannels);
        alsoInGreeting.addAll(phrases(bundles, "greetings"));
        this.greetings = longestFirst(alsoInGreeting);
        this.unfinished = Set.copyOf(all(bundles, "unfinished"));
        this.openers = Set.copyOf(all(bundles, "openers"));
        this.own = all(bundles.subList(0, 1), "own");
    }

    /** The wording of {@code language} (BCP 47), or the English one where there is none. */
    static Wording of(String language) {
        Locale locale = Locale.forLanguageTag(language);
        List<ResourceBundle> bundles = new ArrayList<>();
        bundles.add(bundle(locale));
        if (MIXED_WITH_ENGLISH.contains(locale.getLanguage())) {
            bundles.add(bundle(Locale.ENGLISH));
        }
        return new Wording(bundles);
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "io.antiphon.conversation.wording",
                locale,
                Wording.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static List<String> all(List<ResourceBundle> bundles, String key) {
        Set<String> entries = new HashSet<>();
        List<String> ordered = new ArrayList<>();
        for (ResourceBundle bundle : bundles) {
            for (String entry : bundle.getString(key).split(",")) {
                if (!entry.isBlank() && entries.add(entry.strip())) {
                    ordered.add(entry.strip());
                }
            }
        }
        return ordered;
    }

    private static List<String[]> phrases(List<ResourceBundle> bundles, String key) {
        return longestFirst(all(bundles, key).stream().map(SPACES::split).toList());
    }

    private static List<String[]> longestFirst(List<String[]> phrases) {
        return phrases.stream()
                .sorted(Comparator.comparingInt((String[] phrase) -> phrase.length)
                        .reversed())
                .toList();
    }

    /** What the agent itself may say in a pause of the caller's. */
    List<String> ownBackchannels() {
        return own;
    }

    /**
     * @param collecting what the caller was asked for
     * @param greeting whether the agent is greeting, when a "hello" is no interruption
     */
    Words of(String text, Collecting collecting, boolean greeting) {
        if (text.isBlank()) {
            return new Words("", 0, Ending.UNSURE);
        }
        String[] words = SPACES.split(text.strip().toLowerCase(Locale.ROOT));
        boolean meansNothing = isMadeOf(words, greeting ? greetings : backchannels);
        Ending ending = collecting.ending(text).orElseGet(() -> ending(words));
        return new Words(text, meansNothing ? 0 : words.length, ending);
    }

    private static boolean isMadeOf(String[] words, List<String[]> phrases) {
        int at = 0;
        while (at < words.length) {
            int length = matching(words, at, phrases);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private static int matching(String[] words, int at, List<String[]> phrases) {
        for (String[] phrase : phrases) {
            boolean same = at + phrase.length <= words.length;
            for (int i = 0; same && i < phrase.length; i++) {
                same = bare(words[at + i]).equals(phrase[i]);
            }
            if (same) {
                return phrase.length;
            }
        }
        return bare(words[at]).isEmpty() ? 1 : 0;
    }

    private Ending ending(String[] words) {
        String last = words[words.length - 1];
        if (last.endsWith("?") || last.endsWith(".") || last.endsWith("!") || last.endsWith("।")) {
            return Ending.COMPLETE;
        }
        if (unfinished.contains(bare(last)) || last.endsWith(",")) {
            return Ending.INCOMPLETE;
        }
        return words.length >= 4 && openers.contains(bare(words[0])) ? Ending.COMPLETE : Ending.UNSURE;
    }

    private static String bare(String word) {
        return PUNCTUATION.matcher(word).replaceAll("");
    }
}
