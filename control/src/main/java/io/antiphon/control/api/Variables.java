package io.antiphon.control.api;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What {@code {{name}}} stands for in one call, as whoever starts it sends it along. */
public final class Variables {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final int MOST = 50;
    private static final int LONGEST = 2_000;

    private Variables() {}

    /**
     * The variables of a request.
     *
     * @throws ApiFailure where one has no usable name or is too long, or there are too many
     */
    public static Map<String, String> of(Body body, String field) {
        Map<String, String> variables = body.textsByName(field, Map.of());
        if (variables.size() > MOST) {
            throw ApiFailure.invalid(field, field + " may hold at most " + MOST);
        }
        variables.forEach((name, value) -> {
            if (!isUsable(name, value)) {
                throw ApiFailure.invalid(
                        field,
                        field + " must have names of at most 64 letters, digits and _, and values of at most " + LONGEST
                                + " characters");
            }
        });
        return variables;
    }

    /** Those of {@code sent} that can be variables; a carrier that sends more is not sent away for it. */
    public static Map<String, String> among(Map<String, String> sent) {
        var usable = new TreeMap<String, String>();
        sent.forEach((name, value) -> {
            if (usable.size() < MOST && isUsable(name, value)) {
                usable.put(name, value);
            }
        });
        return usable;
    }

    private static boolean isUsable(String name, String value) {
        return NAME.matcher(name).matches() && value.length() <= LONGEST && value.indexOf('\u0000') < 0;
    }
}
