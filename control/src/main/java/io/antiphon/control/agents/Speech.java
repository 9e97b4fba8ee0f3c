package io.antiphon.control.agents;

import java.util.Collections;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an agent speaks.
 *
 * @param voiceSpeed 0.5 to 2, where 1 is the voice's own pace
 * @param voices voices by the language (BCP 47 tag) that a call may be led in besides the agent's own
 */
public record Speech(double voiceSpeed, Map<String, String> voices) {
    /** At the voice's own pace, in one language. */
    public static final Speech PLAIN = new Speech(1, Map.of());

    private static final int MOST = 50;

    public Speech {
        voices = Collections.unmodifiableMap(new TreeMap<>(voices));
        if (!(voiceSpeed >= 0.5 && voiceSpeed <= 2)) {
            throw new InvalidAgent("voice_speed", "must lie between 0.5 and 2, not " + voiceSpeed);
        }
        if (voices.size() > MOST) {
            throw new InvalidAgent("voices", "may hold at most " + MOST + " languages");
        }
        voices.forEach((language, voice) -> {
            if (!wellFormed(language)) {
                throw new InvalidAgent("voices", "must be named by language tags such as hi-IN, not " + language);
            }
            if (voice.isBlank() || voice.length() > 200) {
                throw new InvalidAgent("voices", "must hold names of voices of 1 to 200 characters");
            }
        });
    }

    /** The language among those that have a voice of their own that {@code wanted} asks for; null for none. */
    public @Nullable String language(String wanted) {
        for (String language : voices.keySet()) {
            if (language.equalsIgnoreCase(wanted)) {
                return language;
            }
        }
        for (String language : voices.keySet()) {
            if (primary(language).equals(primary(wanted))) {
                return language;
            }
        }
        return null;
    }

    /** Whether it is a language tag (BCP 47) that names a language. */
    public static boolean wellFormed(String language) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(language)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    private static String primary(String language) {
        return Locale.forLanguageTag(language).getLanguage();
    }
}
