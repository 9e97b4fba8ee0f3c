package io.antiphon.providers.local.text;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a voice may say of a written text: no markup, no address of a web page, no citation in brackets; and, for each
 * character left, where in the written text it stood.
 */
public final class SpokenText {
    private static final Pattern FENCE = Pattern.compile("(?m)^\\s*```.*$");
    private static final Pattern IMAGE = Pattern.compile("!\\[[^\\]]*\\]\\([^)]*\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern ADDRESS = Pattern.compile("(?i)<?\\b(?:https?://|www\\.)[^\\s>]*[^\\s>.,;:!?)]>?");
    private static final Pattern BRACKETS = Pattern.compile("\\s*(?:\\[[^\\]]*\\]|【[^】]*】|\\{[^}]*\\})");
    private static final Pattern SOURCE =
            Pattern.compile("(?i)\\s*\\((?:sources?|ref(?:erence)?s?|see page)\\b[^)]*\\)");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^>]*>");
    private static final Pattern LIST_MARK = Pattern.compile("(?m)^\\s*(?:[-*+•▪◦]|#{1,6}|>|\\d{1,2}[.)])\\s+");
    private static final Pattern LINE_END = Pattern.compile("(?<=[\\p{L}\\p{M}\\p{N})*_`])\\s*\\R\\s*");
    private static final Pattern MARKS = Pattern.compile("[*_`#~|<>^=\\\\/()\\[\\]{}\"“”«»]+(?:\\s*[-=|]{3,})?");
    private static final Pattern BETWEEN_LETTERS = Pattern.compile("(?<=\\p{L})[/|](?=\\p{L})");
    private static final Pattern DASH = Pattern.compile("\\s+[-–—]+\\s+|[–—]");
    private static final Pattern PICTURE = Pattern.compile("[\\p{So}\\p{Cn}\\p{Cs}\\p{Co}\\uFE0F]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern SPACE_BEFORE_STOP = Pattern.compile("\\s+(?=[.,;:!?।])");

    private final String text;
    private final int[] origins;

    private SpokenText(String text, int[] origins) {
        this.text = text;
        this.origins = origins;
    }

    /** What may be spoken of {@code written}; empty where nothing may. */
    public static SpokenText of(String written) {
        int[] origins = new int[written.length() + 1];
        Arrays.setAll(origins, index -> index);
        return new SpokenText(written, origins)
                .without(FENCE)
                .without(IMAGE)
                .keeping(LINK)
                .without(ADDRESS)
                .without(BRACKETS)
                .without(SOURCE)
                .without(TAG)
                .without(LIST_MARK)
                .with(LINE_END, ". ")
                .with(BETWEEN_LETTERS, " ")
                .without(MARKS)
                .with(DASH, ", ")
                .without(PICTURE)
                .with(Pattern.compile("’"), "'")
                .with(SPACES, " ")
                .without(SPACE_BEFORE_STOP)
                .trimmed();
    }

    /** The words themselves. */
    public String text() {
        return text;
    }

    /** Index in the written text of the character at {@code index}; of its end for the length of {@link #text}. */
    public int origin(int index) {
        return origins[index];
    }

    /** Whether there is any letter or digit to be said. */
    public boolean isEmpty() {
        return text.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    /** Its sentences, none longer than {@code longest} characters, leaving out those with nothing to say. */
    public List<SpokenText> sentences(int longest) {
        return Sentences.of(text, longest).stream()
                .map(stretch -> part(stretch.from(), stretch.to()).trimmed())
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private SpokenText part(int from, int to) {
        return new SpokenText(text.substring(from, to), Arrays.copyOfRange(origins, from, to + 1));
    }

    private SpokenText trimmed() {
        int from = 0;
        int to = text.length();
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        return part(from, to);
    }

    private SpokenText without(Pattern pattern) {
        return with(pattern, "");
    }

    private SpokenText with(Pattern pattern, String words) {
        return rewritten(pattern, (to, match) -> to.add(words, match.start()));
    }

    private SpokenText keeping(Pattern pattern) {
        return rewritten(pattern, (to, match) -> to.copy(this, match.start(1), match.end(1)));
    }

    private SpokenText rewritten(Pattern pattern, Rewrite rewrite) {
        Matcher match = pattern.matcher(text);
        if (!match.find()) {
            return this;
        }
        var draft = new Draft(this);
        int done = 0;
        do {
            draft.copy(this, done, match.start());
            rewrite.apply(draft, match);
            done = match.end();
        } while (match.find());
        draft.copy(this, done, text.length());
        return draft.finished(origins[text.length()]);
    }

    @FunctionalInterface
    private interface Rewrite {
        void apply(Draft to, Matcher match);
    }

    private static final class Draft {
        private final SpokenText source;
        private final StringBuilder text = new StringBuilder();
        private int[] origins;

        Draft(SpokenText source) {
            this.source = source;
            this.origins = new int[2 * source.text.length() + 2];
        }

        void copy(SpokenText from, int start, int end) {
            System.arraycopy(from.origins, start, room(end - start), text.length(), end - start);
            text.append(from.text, start, end);
        }

        void add(String words, int at) {
            Arrays.fill(room(words.length()), text.length(), text.length() + words.length(), source.origins[at]);
            text.append(words);
        }

        SpokenText finished(int end) {
            room(1)[text.length()] = end;
            return new SpokenText(text.toString(), Arrays.copyOf(origins, text.length() + 1));
        }

        private int[] room(int more) {
            if (text.length() + more > origins.length) {
                origins = Arrays.copyOf(origins, 2 * (text.length() + more));
            }
            return origins;
        }
    }
}
