package io.antiphon.server.configuration;

import java.util.regex.Pattern;

/**
 * A telephone number as carriers write it.
 *
 * @param text ITU-T E.164: a plus sign and 7 to 15 digits
 */
public record PhoneNumber(String text) {
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern COUNTRY = Pattern.compile("\\+[1-9]\\d{0,2}");

    /** Whether {@code text} is one. */
    public static boolean isOne(String text) {
        return E164.matcher(text).matches();
    }

    /** @throws IllegalArgumentException when it is none */
    public PhoneNumber {
        if (!isOne(text)) {
            throw new IllegalArgumentException(text);
        }
    }

    /** Whether {@code text} is a country's code alone, which stands in examples where a number has to be filled in. */
    static boolean isUnfilled(String text) {
        return COUNTRY.matcher(text).matches();
    }
}
