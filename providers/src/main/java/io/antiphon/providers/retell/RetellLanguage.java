package io.antiphon.providers.retell;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A language that Retell hears, and what speaks it there unless an operator says otherwise.
 *
 * @param tag as Retell writes it, such as {@code hi-IN}
 * @param voice Retell's id of a voice
 * @param atHome whether the voice speaks this language as its own
 * @see <a href="https://docs.retellai.com/api-references/create-agent">Languages of an agent</a>
 */
public record RetellLanguage(String tag, String voice, boolean atHome) {
    private static final String HINDI = "cartesia-hindi-narrator-woman";
    private static final String INDIAN_ENGLISH = "cartesia-indian-lady";
    private static final String HINGLISH = "cartesia-hinglish-speaking-lady";

    private static final Set<String> KNOWN = Set.of(
            "en-US", "en-IN", "en-GB", "en-AU", "en-NZ", "de-DE", "es-ES", "es-419", "hi-IN", "fr-FR", "fr-CA", "ja-JP",
            "pt-PT", "pt-BR", "zh-CN", "ru-RU", "it-IT", "ko-KR", "nl-NL", "nl-BE", "pl-PL", "tr-TR", "vi-VN", "ro-RO",
            "bg-BG", "ca-ES", "th-TH", "da-DK", "fi-FI", "el-GR", "hu-HU", "id-ID", "no-NO", "sk-SK", "sv-SE", "lt-LT",
            "lv-LV", "cs-CZ", "ms-MY", "af-ZA", "ar-SA", "az-AZ", "bs-BA", "cy-GB", "fa-IR", "fil-PH", "gl-ES", "he-IL",
            "hr-HR", "hy-AM", "is-IS", "kk-KZ", "kn-IN", "mk-MK", "mr-IN", "ne-NP", "sl-SI", "sr-RS", "sw-KE", "ta-IN",
            "ur-IN", "yue-CN", "uk-UA");

    /** Those that a language alone may mean several of. */
    private static final Map<String, String> USUAL =
            Map.of("en", "en-IN", "es", "es-ES", "fr", "fr-FR", "pt", "pt-PT", "nl", "nl-NL");

    /** Hindi hears Marathi's letters, and nothing at home here hears Tamil's. */
    private static final Map<String, String> VOICES =
            Map.of("hi", HINDI, "mr", HINDI, "en", INDIAN_ENGLISH, "ta", INDIAN_ENGLISH);

    private static final Set<String> AT_HOME = Set.of("hi", "en");

    /**
     * What Retell calls a language.
     *
     * @param bcp47 tag of the language; Hindi in Latin letters is Hinglish
     * @return empty where Retell does not hear it
     */
    public static Optional<RetellLanguage> of(String bcp47) {
        Locale locale = Locale.forLanguageTag(bcp47);
        String language = locale.getLanguage();
        if (language.equals("hi") && locale.getScript().equals("Latn")) {
            return Optional.of(new RetellLanguage("hi-IN", HINGLISH, true));
        }
        String exact = language + "-" + locale.getCountry();
        Optional<String> tag = KNOWN.contains(exact)
                ? Optional.of(exact)
                : Optional.ofNullable(USUAL.get(language)).or(() -> only(language));
        return tag.map(found ->
                new RetellLanguage(found, VOICES.getOrDefault(language, INDIAN_ENGLISH), AT_HOME.contains(language)));
    }

    private static Optional<String> only(String language) {
        return KNOWN.stream().filter(tag -> tag.startsWith(language + "-")).findFirst();
    }
}
