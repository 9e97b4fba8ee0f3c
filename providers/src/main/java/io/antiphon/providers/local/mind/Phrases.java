package io.antiphon.providers.local.mind;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** What the answerer says and understands in one language: a properties file beside this class. */
final class Phrases {
    /** The languages there is a file for; the first is spoken where no other fits. */
    static final Set<String> LANGUAGES = Set.of("en", "hi", "hi-Latn", "mr", "ta");

    private final Properties texts;
    private final Map<Intent, Set<String>> heard = new EnumMap<>(Intent.class);
    private final Set<String> fillers;
    private final Set<String> safety;
    private final Set<String> dangling;

    private Phrases(Properties texts) {
        this.texts = texts;
        for (Intent intent : Intent.values()) {
            heard.put(intent, list(intent.name()));
        }
        this.fillers = list("filler");
        this.safety = list("safety");
        this.dangling = list("dangling");
    }

    /** Every language's phrases, by BCP 47 tag. */
    static Map<String, Phrases> all() {
        return LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(language -> language, Phrases::read));
    }

    private static Phrases read(String language) {
        return new Phrases(properties(language));
    }

    static Properties properties(String language) {
        var texts = new Properties();
        String file = language + ".properties";
        try (var in = Phrases.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the answerer's phrases are missing from the program: " + file);
            }
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return texts;
    }

    private Set<String> list(String name) {
        return Arrays.stream(text("heard." + name.toLowerCase(Locale.ROOT)).split("\\|"))
                .map(Utterance::plain)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private String text(String key) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("the answerer's phrases lack the key " + key);
        }
        return text;
    }

    /** The words for {@code key}, such as {@code thanks}. */
    String say(String key, String agent) {
        return text("say." + key).replace("{more}", text("say.more")).replace("{agent}", agent);
    }

    /** What a caller says to mean {@code intent}, in plain form. */
    Set<String> heard(Intent intent) {
        return heard.getOrDefault(intent, Set.of());
    }

    /** Words that mean nothing by themselves. */
    Set<String> fillers() {
        return fillers;
    }

    /** Whether a sentence tells the caller to get help. */
    boolean warns(String sentence) {
        String plain = " " + Utterance.plain(sentence);
        return safety.stream().anyMatch(sign -> plain.contains(" " + sign));
    }

    /** Whether a sentence leans on the one before it. */
    boolean dangles(String sentence) {
        String first = Utterance.plain(sentence).split(" ", 2)[0];
        return dangling.contains(first);
    }
}
