package io.antiphon.conversation.turntaking;

import io.antiphon.conversation.turntaking.Scene.Ending;
import io.antiphon.conversation.turntaking.Scene.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What the shape of the caller's words tells about their turn, in one language. The lists stand in {@code
 * wording*.properties} and {@code collecting*.properties}.
 */
public final class Wording {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern PUNCTUATION = Pattern.compile("^[\\p{Punct}¿¡]+|[\\p{Punct}।…]+$");

    /** By language; to read and compile the lists takes longer than a tick has. */
    private static final Map<String, Wording> KNOWN = new ConcurrentHashMap<>();

    private final List<String[]> backchannels;
    private final List<String[]> greetings;
    private final Set<String> unfinished;
    private final Set<String> openers;
    private final List<String> own;

    private final Asking asking;
    private final Dictation dictation;

    private Wording(Lexicon lexicon, Lexicon collecting) {
        this.backchannels = phrases(lexicon.entries("backchannels"));
        List<String[]> alsoInGreeting = new ArrayList<>(backchannels);
        alsoInGreeting.addAll(phrases(lexicon.entries("greetings")));
        this.greetings = longestFirst(alsoInGreeting);
        this.unfinished = Set.copyOf(lexicon.entries("unfinished"));
        this.openers = Set.copyOf(lexicon.entries("openers"));
        this.own = lexicon.own("own");
        NumberWords numbers = new NumberWords(collecting);
        this.asking = new Asking(collecting, numbers);
        this.dictation = new Dictation(collecting, numbers);
    }

    /** The wording of {@code language} (BCP 47), or the English one where there is none. */
    public static Wording of(String language) {
        return KNOWN.computeIfAbsent(
                language, tag -> new Wording(Lexicon.of("wording", tag), Lexicon.of("collecting", tag)));
    }

    private static List<String[]> phrases(List<String> entries) {
        return longestFirst(entries.stream().map(SPACES::split).toList());
    }

    private static List<String[]> longestFirst(List<String[]> phrases) {
        return phrases.stream()
                .sorted(Comparator.comparingInt((String[] phrase) -> phrase.length)
                        .reversed())
                .toList();
    }

    /** What the agent itself may say in a pause of the caller's. */
    public List<String> ownBackchannels() {
        return own;
    }

    /** What the agent's last words ask for. */
    public Collecting askedBy(String agent) {
        return asking.by(agent);
    }

    /**
     * Tells how many of the words count, and how they end.
     *
     * @param collecting what the caller was asked for
     * @param greeting whether the agent is greeting, when a "hello" is no interruption
     */
    public Words of(String text, Collecting collecting, boolean greeting) {
        if (text.isBlank()) {
            return new Words("", 0, Ending.UNSURE);
        }
        String[] words = SPACES.split(text.strip().toLowerCase(Locale.ROOT));
        boolean meansNothing = isMadeOf(words, greeting ? greetings : backchannels);
        Ending ending = dictation.ending(collecting, text).orElseGet(() -> ending(words));
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
        boolean plain = !word.isEmpty()
                && Character.isLetterOrDigit(word.charAt(0))
                && Character.isLetterOrDigit(word.charAt(word.length() - 1));
        return plain ? word : PUNCTUATION.matcher(word).replaceAll("");
    }
}
