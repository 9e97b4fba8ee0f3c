package io.antiphon.providers.openai;

import java.util.Set;

/** The languages that OpenAI's speech models serve, as its <a href="https://developers.openai.com/api/docs/guides/text-to-speech">guides</a> list them. */
public final class SpokenLanguages {
    /** All of them, as primary subtags. */
    public static final Set<String> ALL = Set.of(
            "af", "ar", "az", "be", "bg", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr",
            "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "kk", "kn", "ko", "lt", "lv", "mi", "mk", "mr",
            "ms", "ne", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "th", "tl", "tr", "uk",
            "ur", "vi", "zh");

    private SpokenLanguages() {}
}
