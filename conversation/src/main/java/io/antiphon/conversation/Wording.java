package io.antiphon.conversation;

import io.antiphon.conversation.Scene.Ending;
import io.antiphon.conversation.Scene.Words;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the shape of the caller's words tells about their turn. English, with Hindi, Marathi and Tamil backchannels. */
final class Wording {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern PUNCTUATION = Pattern.compile("[\\p{Punct}।…]+$");

    private static final Set<String> BACKCHANNELS = Set.of(
            "uh", "um", "uhm", "hm", "hmm", "mm", "mhm", "mmhm", "mm-hmm", "uh-huh", "huh", "ah", "oh", "okay", "ok",
            "yeah", "yes", "yep", "right", "sure", "alright", "i", "see", "haan", "हाँ", "हां", "जी", "अच्छा", "हो",
            "ठीक", "சரி", "ஆமா", "ம்");

    private static final Set<String> UNFINISHED = Set.of(
            "and", "or", "but", "because", "so", "if", "when", "that", "the", "a", "an", "to", "for", "of", "with",
            "my", "his", "her", "your", "is", "are", "was", "in", "on", "at", "about", "um", "uh", "uhm", "like",
            "what's", "which", "than", "from", "by", "और", "या", "कि", "तो", "आणि");

    private static final Set<String> OPENERS = Set.of(
            "what", "how", "when", "where", "why", "who", "which", "can", "could", "should", "is", "are", "do", "does",
            "will", "may", "would");

    private Wording() {}

    static Words of(String text) {
        if (text.isBlank()) {
            return new Words("", 0, Ending.UNSURE);
        }
        String[] words = SPACES.split(text.strip().toLowerCase(Locale.ROOT));
        boolean onlyBackchannel = Stream.of(words).map(Wording::bare).allMatch(BACKCHANNELS::contains);
        return new Words(text, onlyBackchannel ? 0 : words.length, ending(words));
    }

    private static Ending ending(String[] words) {
        String last = words[words.length - 1];
        if (last.endsWith("?") || last.endsWith(".") || last.endsWith("!") || last.endsWith("।")) {
            return Ending.COMPLETE;
        }
        if (UNFINISHED.contains(bare(last)) || last.endsWith(",")) {
            return Ending.INCOMPLETE;
        }
        return words.length >= 4 && OPENERS.contains(bare(words[0])) ? Ending.COMPLETE : Ending.UNSURE;
    }

    private static String bare(String word) {
        return PUNCTUATION.matcher(word).replaceAll("");
    }
}
