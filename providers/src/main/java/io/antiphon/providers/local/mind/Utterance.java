package io.antiphon.providers.local.mind;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the caller said last, and whether it is more than talk about the talk. */
final class Utterance {
    private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}' ]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int LONGEST_PHRASE = 6;
    private static final int ROOM_AROUND = 7;
    private static final Set<Intent> ANYWHERE = EnumSet.of(Intent.PERSON, Intent.WHO, Intent.REPEAT);

    private final String plain;
    private final List<String> words;
    private final Phrases phrases;

    Utterance(String text, Phrases phrases) {
        this.plain = plain(text);
        this.words = plain.isEmpty() ? List.of() : List.of(plain.split(" "));
        this.phrases = phrases;
    }

    /** Lower case, composed letters, no punctuation, single spaces. */
    static String plain(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC).replace('’', '\'');
        String bare = MARKS.matcher(composed.toLowerCase(Locale.ROOT)).replaceAll(" ");
        return SPACES.matcher(bare).replaceAll(" ").strip();
    }

    /** Whether there is nothing in it to go by. */
    boolean isUnclear() {
        return words.isEmpty() || (intents().isEmpty() && covered());
    }

    /** What it is about if it asks for no knowledge; empty for a question. */
    Optional<Intent> intent() {
        return intents().stream().findFirst();
    }

    /** In the order of their weight, because that is how an enum set runs. */
    private EnumSet<Intent> intents() {
        EnumSet<Intent> found = EnumSet.noneOf(Intent.class);
        if (walk(found)) {
            return found;
        }
        EnumSet<Intent> mentioned = EnumSet.noneOf(Intent.class);
        for (Intent intent : ANYWHERE) {
            if (phrases.heard(intent).stream().anyMatch(this::mentions)) {
                mentioned.add(intent);
            }
        }
        return mentioned;
    }

    private boolean covered() {
        return walk(EnumSet.noneOf(Intent.class));
    }

    /** Whether known phrases and fillers make up all of it; collects the intents of the phrases. */
    private boolean walk(EnumSet<Intent> found) {
        int at = 0;
        while (at < words.size()) {
            int taken = take(at, found);
            if (taken == 0) {
                return false;
            }
            at += taken;
        }
        return true;
    }

    private int take(int at, EnumSet<Intent> found) {
        for (int length = Math.min(LONGEST_PHRASE, words.size() - at); length > 0; length--) {
            String phrase = String.join(" ", words.subList(at, at + length));
            List<Intent> meant = new ArrayList<>();
            for (Intent intent : Intent.values()) {
                if (phrases.heard(intent).contains(phrase)) {
                    meant.add(intent);
                }
            }
            if (!meant.isEmpty() || phrases.fillers().contains(phrase)) {
                found.addAll(meant);
                return length;
            }
        }
        return 0;
    }

    /** A phrase of several words inside a short utterance: "can I talk to a person about this". */
    private boolean mentions(String phrase) {
        int length = phrase.split(" ").length;
        return length > 1
                && words.size() <= length + ROOM_AROUND
                && (" " + plain + " ").contains(" " + phrase + (isStem(phrase) ? "" : " "));
    }

    /** In Marathi, Tamil and Hindi the verb at a phrase's end is inflected, so its stem stands in the list. */
    private static boolean isStem(String phrase) {
        return phrase.codePointAt(0) > 0x900;
    }
}
