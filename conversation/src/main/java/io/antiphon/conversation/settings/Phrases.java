package io.antiphon.conversation.settings;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * The sentences an agent says of itself, without a model, in one language.
 *
 * @param reminder when the caller has been silent
 * @param goodbye when the call is ended because nobody speaks
 * @param hangingUp when the call is ended from our side: by an operator, or because the server stops
 * @param apology when nothing can answer
 * @param again when speech was heard and no word understood
 * @param filler when an answer takes long
 * @param stillWorking when a tool takes longer still
 * @param timeUp when the call has reached its longest duration
 */
public record Phrases(
        String reminder,
        String goodbye,
        String hangingUp,
        String apology,
        String again,
        String filler,
        String stillWorking,
        String timeUp) {

    /** The phrases of {@code language} (BCP 47), or the English ones where there are none. */
    public static Phrases of(String language) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                "io.antiphon.conversation.settings.phrases",
                Locale.forLanguageTag(language),
                Phrases.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        try {
            return new Phrases(
                    bundle.getString("reminder"),
                    bundle.getString("goodbye"),
                    bundle.getString("hanging_up"),
                    bundle.getString("apology"),
                    bundle.getString("again"),
                    bundle.getString("filler"),
                    bundle.getString("still_working"),
                    bundle.getString("time_up"));
        } catch (MissingResourceException missing) {
            throw new IllegalStateException("phrases for " + language + " lack the key " + missing.getKey(), missing);
        }
    }
}
