package io.antiphon.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/**
 * How the legs are weighed and when an answer is refused: logistic regression over {@link Evidence}, once for searches by
 * words and meaning and once for words alone. The shipped file says how it was made.
 *
 * @param meaningShare weight of meaning in the fused score, 0 to 1; words have the rest
 * @param both coefficients where meaning was searched
 * @param words coefficients where it was not
 */
public record Calibration(double meaningShare, Coefficients both, Coefficients words) {
    private static final String RESOURCE = "calibration.properties";

    /**
     * A logistic model and the confidence from which an answer is given.
     *
     * @param bias confidence's log odds at no evidence
     * @param threshold 0 to 1
     */
    public record Coefficients(
            double bias,
            double words,
            double meaning,
            double margin,
            double agreement,
            double coverage,
            double known,
            double threshold) {
        double confidence(Evidence evidence) {
            double odds = bias
                    + words * evidence.words()
                    + meaning * evidence.meaning()
                    + margin * evidence.margin()
                    + agreement * evidence.agreement()
                    + coverage * evidence.coverage()
                    + known * evidence.known();
            return 1 / (1 + Math.exp(-odds));
        }
    }

    public Calibration {
        if (meaningShare < 0 || meaningShare > 1) {
            throw new IllegalArgumentException("meaningShare must be between 0 and 1, not " + meaningShare);
        }
    }

    /** The coefficients that come with Antiphon. */
    public static Calibration shipped() {
        var properties = new Properties();
        try (InputStream stream = Calibration.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside " + Calibration.class.getName());
            }
            properties.load(stream);
        } catch (IOException broken) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", broken);
        }
        return of(properties);
    }

    /** Reads what {@link #toProperties()} writes. */
    public static Calibration of(Properties properties) {
        return new Calibration(
                number(properties, "meaningShare"),
                coefficients(properties, "both"),
                coefficients(properties, "words"));
    }

    /** As a properties file. */
    public String toProperties() {
        return String.format(Locale.ROOT, "meaningShare=%.2f%n", meaningShare)
                + lines("both", both)
                + lines("words", words);
    }

    double confidence(Evidence evidence) {
        return coefficients(evidence).confidence(evidence);
    }

    boolean answerable(double confidence, Evidence evidence) {
        return confidence >= coefficients(evidence).threshold();
    }

    private Coefficients coefficients(Evidence evidence) {
        return evidence.byMeaning() ? both : words;
    }

    private static Coefficients coefficients(Properties properties, String legs) {
        return new Coefficients(
                number(properties, legs + ".bias"),
                number(properties, legs + ".words"),
                number(properties, legs + ".meaning"),
                number(properties, legs + ".margin"),
                number(properties, legs + ".agreement"),
                number(properties, legs + ".coverage"),
                number(properties, legs + ".known"),
                number(properties, legs + ".threshold"));
    }

    private static double number(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing from the calibration; make the file anew");
        }
        return Double.parseDouble(value);
    }

    private static String lines(String legs, Coefficients c) {
        return String.format(
                Locale.ROOT,
                "%1$s.bias=%2$.3f%n%1$s.words=%3$.3f%n%1$s.meaning=%4$.3f%n%1$s.margin=%5$.3f%n"
                        + "%1$s.agreement=%6$.3f%n%1$s.coverage=%7$.3f%n%1$s.known=%8$.3f%n%1$s.threshold=%9$.3f%n",
                legs,
                c.bias(),
                c.words(),
                c.meaning(),
                c.margin(),
                c.agreement(),
                c.coverage(),
                c.known(),
                c.threshold());
    }
}
