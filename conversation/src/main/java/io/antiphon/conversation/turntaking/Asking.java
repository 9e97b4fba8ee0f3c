package io.antiphon.conversation.turntaking;

import io.antiphon.conversation.turntaking.Collecting.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What an agent's last words ask for, in one language. The lists stand in {@code collecting*.properties}. */
final class Asking {
    private static final int PHONE_DIGITS = 10;
    private static final int CODE_DIGITS = 6;
    private static final Pattern SENTENCE_END = Pattern.compile("[.!।]\\s");

    private final NumberWords numbers;
    private final Pattern requests;
    private final Pattern yesOrNo;
    private final Pattern yesOrNoAtEnd;
    /** In the order in which they are looked for. */
    private final Map<Kind, Pattern> kinds = new LinkedHashMap<>();

    Asking(Lexicon lexicon, NumberWords numbers) {
        this.numbers = numbers;
        this.requests = lexicon.holding("requests");
        this.yesOrNo = lexicon.beginningWith("yes_or_no");
        this.yesOrNoAtEnd = lexicon.endingWith("yes_or_no_at_end");
        kinds.put(Kind.SPELLING, lexicon.holding("spell"));
        kinds.put(Kind.EMAIL, lexicon.holding("email"));
        kinds.put(Kind.PHONE_NUMBER, lexicon.holding("phone"));
        kinds.put(Kind.DATE, lexicon.holding("date"));
        kinds.put(Kind.CODE, lexicon.holding("code"));
        kinds.put(Kind.NUMBER, lexicon.holding("number"));
    }

    Collecting by(String agent) {
        String last = lastSentence(Lexicon.plain(agent));
        if (!last.endsWith("?") && !requests.matcher(last).find()) {
            return Collecting.NOTHING;
        }
        int size = numbers.size(last);
        if (size > 0) {
            return new Collecting(Kind.CODE, size);
        }
        if (yesOrNo.matcher(last).find()) {
            return new Collecting(Kind.YES_OR_NO, 0);
        }
        for (var kind : kinds.entrySet()) {
            if (kind.getValue().matcher(last).find()) {
                return new Collecting(kind.getKey(), length(kind.getKey()));
            }
        }
        return yesOrNoAtEnd.matcher(last).find() ? new Collecting(Kind.YES_OR_NO, 0) : Collecting.NOTHING;
    }

    private static String lastSentence(String text) {
        String[] sentences = SENTENCE_END.split(text);
        return sentences[sentences.length - 1].strip();
    }

    private static int length(Kind kind) {
        return switch (kind) {
            case PHONE_NUMBER -> PHONE_DIGITS;
            case CODE -> CODE_DIGITS;
            case NOTHING, NUMBER, EMAIL, DATE, SPELLING, YES_OR_NO -> 0;
        };
    }
}
