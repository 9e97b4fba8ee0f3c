package io.antiphon.providers.local.mind;

import java.lang.Character.UnicodeScript;

/** The letters a language is written in: an answer in others would be read out by the wrong voice. */
enum Script {
    LATIN(UnicodeScript.LATIN),
    DEVANAGARI(UnicodeScript.DEVANAGARI),
    TAMIL(UnicodeScript.TAMIL);

    private final UnicodeScript unicode;

    Script(UnicodeScript unicode) {
        this.unicode = unicode;
    }

    static Script of(String language) {
        return switch (language) {
            case "hi", "mr" -> DEVANAGARI;
            case "ta" -> TAMIL;
            default -> LATIN;
        };
    }

    /** Whether most of {@code text} is in these letters, and letters are most of it. */
    boolean writes(String text) {
        long all = text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
        long own = text.codePoints().filter(this::writes).count();
        return own * 10 >= all * 6;
    }

    private boolean writes(int character) {
        UnicodeScript script = UnicodeScript.of(character);
        return script == unicode || script == UnicodeScript.INHERITED;
    }
}
