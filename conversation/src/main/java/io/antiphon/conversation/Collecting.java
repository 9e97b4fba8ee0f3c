package io.antiphon.conversation;

import io.antiphon.conversation.Scene.Ending;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent has asked the caller to give, and whether an answer has its form. Someone who dictates pauses between
 * the parts; someone who has given the last digit waits for nothing. English wording; digits in figures or words.
 */
record Collecting(Kind kind, int length) {
    static final Collecting NOTHING = new Collecting(Kind.NOTHING, 0);

    /** What can be asked for. */
    enum Kind {
        NOTHING,
        PHONE_NUMBER,
        CODE,
        NUMBER,
        EMAIL,
        DATE,
        SPELLING,
        YES_OR_NO
    }

    private static final int PHONE_DIGITS = 10;
    private static final int CODE_DIGITS = 6;

    private static final Pattern REQUEST = Pattern.compile(
            "\\b(what|which|when|could|can|may|please|tell|give|say|spell|enter|repeat|is that|do you|are you|did you"
                    + "|would you|shall|have you)\\b");
    private static final Pattern PHONE = Pattern.compile("\\b(phone|mobile|telephone|contact|call(ing)?) ?number\\b");
    private static final Pattern CODE = Pattern.compile("\\b(code|pin|passcode|otp|booking reference)\\b");
    private static final Pattern SIZE =
            Pattern.compile("\\b(\\d+|three|four|five|six|seven|eight|nine|ten)[- ]digit\\b");
    private static final Pattern NUMBER = Pattern.compile("\\b(number|how many|how old|age)\\b");
    private static final Pattern EMAIL = Pattern.compile("\\be-?mail\\b");
    private static final Pattern DATE = Pattern.compile("\\b(date|which day|what day|birthday|when were you born)\\b");
    private static final Pattern SPELL = Pattern.compile("\\bspell\\b");
    private static final Pattern YES_OR_NO =
            Pattern.compile("^(is that|is this|do you|are you|did you|would you|shall i|have you|can you hear)\\b");

    private static final Pattern DIGIT =
            Pattern.compile("\\d|\\b(zero|oh|one|two|three|four|five|six|seven|eight|nine)\\b");
    private static final Pattern REPEATED = Pattern.compile("\\b(double|triple)\\b");
    private static final Pattern ADDRESS =
            Pattern.compile("(@|\\bat\\b).+(\\.|\\bdot\\b) ?(com|org|net|in|edu|info|co|io|gov|de|fr|uk|us)\\W*$");
    private static final Pattern DAY = Pattern.compile(
            "\\b(\\d{1,2}(st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
                    + "|\\w+teenth|twentieth|thirtieth|(twenty|thirty)[- ]?\\w+)\\b");
    private static final Pattern MONTH = Pattern.compile(
            "\\b(january|february|march|april|may|june|july|august|september|october|november|december)\\b");
    private static final Pattern NAMED_DAY = Pattern.compile(
            "\\b(today|tomorrow|tonight|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\\b");
    private static final Pattern YES_NO =
            Pattern.compile("^(yes|no|yeah|yep|nope|correct|right|wrong|that's right|that is right|not really)\\b");
    private static final Pattern CLOSING = Pattern.compile("\\b(that's it|that is it|that's all|that is all)\\W*$");

    /** What the agent's last words ask for. */
    static Collecting askedBy(String agent) {
        String text = agent.strip().toLowerCase(Locale.ROOT);
        int from = Math.max(text.lastIndexOf(". "), text.lastIndexOf("! ")) + 1;
        String last = text.substring(from).strip();
        if (!last.endsWith("?") && !REQUEST.matcher(last).find()) {
            return NOTHING;
        }
        Matcher size = SIZE.matcher(last);
        if (size.find()) {
            return new Collecting(Kind.CODE, number(size.group(1)));
        }
        if (YES_OR_NO.matcher(last).find()) {
            return new Collecting(Kind.YES_OR_NO, 0);
        }
        if (SPELL.matcher(last).find()) {
            return new Collecting(Kind.SPELLING, 0);
        }
        if (EMAIL.matcher(last).find()) {
            return new Collecting(Kind.EMAIL, 0);
        }
        if (PHONE.matcher(last).find()) {
            return new Collecting(Kind.PHONE_NUMBER, PHONE_DIGITS);
        }
        if (DATE.matcher(last).find()) {
            return new Collecting(Kind.DATE, 0);
        }
        if (CODE.matcher(last).find()) {
            return new Collecting(Kind.CODE, CODE_DIGITS);
        }
        return NUMBER.matcher(last).find() ? new Collecting(Kind.NUMBER, 0) : NOTHING;
    }

    /** How what the caller gives ends by its form; empty where the form tells nothing. */
    Optional<Ending> ending(String caller) {
        String text = caller.strip().toLowerCase(Locale.ROOT);
        if (kind == Kind.NOTHING || text.isEmpty()) {
            return Optional.empty();
        }
        if (CLOSING.matcher(text).find()) {
            return Optional.of(Ending.COMPLETE);
        }
        int digits = digits(text);
        return switch (kind) {
            case PHONE_NUMBER, CODE ->
                digits == 0 ? Optional.empty() : Optional.of(digits >= length ? Ending.COMPLETE : Ending.DICTATING);
            case NUMBER -> digits == 0 ? Optional.empty() : Optional.of(Ending.UNSURE);
            case EMAIL ->
                ADDRESS.matcher(text).find()
                        ? Optional.of(Ending.COMPLETE)
                        : Optional.of(text.split(" ").length > 1 ? Ending.DICTATING : Ending.INCOMPLETE);
            case DATE -> date(text);
            case SPELLING -> letters(text) > 0 ? Optional.of(Ending.DICTATING) : Optional.empty();
            case YES_OR_NO -> YES_NO.matcher(text).find() ? Optional.of(Ending.COMPLETE) : Optional.empty();
            case NOTHING -> Optional.empty();
        };
    }

    private static Optional<Ending> date(String text) {
        boolean day = DAY.matcher(text).find();
        boolean month = MONTH.matcher(text).find();
        if (NAMED_DAY.matcher(text).find() || (day && month)) {
            return Optional.of(Ending.COMPLETE);
        }
        return day || month ? Optional.of(Ending.DICTATING) : Optional.empty();
    }

    private static int digits(String text) {
        int count = (int) DIGIT.matcher(text).results().count();
        Matcher repeated = REPEATED.matcher(text);
        while (repeated.find()) {
            count += repeated.group(1).equals("double") ? 1 : 2;
        }
        return count;
    }

    private static int letters(String text) {
        int single = 0;
        for (String word : text.split("[\\s,.-]+")) {
            single += word.length() == 1 ? 1 : 0;
        }
        return single;
    }

    private static int number(String word) {
        return switch (word) {
            case "three" -> 3;
            case "four" -> 4;
            case "five" -> 5;
            case "six" -> 6;
            case "seven" -> 7;
            case "eight" -> 8;
            case "nine" -> 9;
            case "ten" -> 10;
            default -> Integer.parseInt(word.length() > 3 ? "9" : word);
        };
    }
}
