package io.antiphon.control.prompts;

import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in which {@code {{name}}} stands for something. */
public final class Template {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int LONGEST_VALUE = 10_000;

    private Template() {}

    /** The text with each variable in the place of its name. */
    public static String filled(String text, UnaryOperator<String> value) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
    }

    /**
     * Every variable that the text uses has a value.
     *
     * @param wrong makes the error of what the text must do
     */
    public static void check(
            String text, Map<String, String> variables, Function<String, ? extends RuntimeException> wrong) {
        VARIABLE.matcher(text).results().map(found -> found.group(1)).forEach(name -> {
            if (!variables.containsKey(name)) {
                throw wrong.apply("uses {{" + name + "}}: give variables." + name + " a value");
            }
        });
    }

    /**
     * Variables have usable names, and values that are not too long.
     *
     * @param wrong makes the error of what they must be
     */
    public static void checkVariables(
            Map<String, String> variables, Function<String, ? extends RuntimeException> wrong) {
        variables.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || value.length() > LONGEST_VALUE) {
                throw wrong.apply("must have names of letters, digits and _, and values of at most " + LONGEST_VALUE
                        + " characters");
            }
        });
    }
}
