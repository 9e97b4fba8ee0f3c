package io.antiphon.providers.local.voice;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The program {@code espeak-ng}, where it is installed: Hindi, Marathi, Tamil and other languages of India, English and
 * more, at 22,050 Hz.
 *
 * <p>The default is each language's own voice without a variant, which is the one its rules were tuned with; {@link
 * VoiceSettings#name} chooses a variant of the speaker instead: {@code m1} to {@code m8} or {@code f1} to {@code f5}.
 */
public final class EspeakNg implements TextToSpeech {
    static final String NAME = "espeak-ng";

    /** Words a minute at speed 1. The program's own 175 is hurried on a telephone. */
    private static final int PACE = 160;

    /** Primary language subtag to the program's own name of the voice. */
    private static final Map<String, String> VOICES = Map.ofEntries(
            Map.entry("en", "en-us"),
            Map.entry("hi", "hi"),
            Map.entry("mr", "mr"),
            Map.entry("ta", "ta"),
            Map.entry("te", "te"),
            Map.entry("kn", "kn"),
            Map.entry("ml", "ml"),
            Map.entry("bn", "bn"),
            Map.entry("gu", "gu"),
            Map.entry("pa", "pa"),
            Map.entry("ur", "ur"),
            Map.entry("ne", "ne"),
            Map.entry("de", "de"),
            Map.entry("fr", "fr-fr"),
            Map.entry("es", "es"),
            Map.entry("it", "it"),
            Map.entry("pt", "pt"));

    private static final Pattern VARIANT = Pattern.compile("m[1-8]|f[1-5]");

    private static final ProviderDescription DESCRIPTION = new ProviderDescription(
            NAME,
            true,
            VOICES.keySet(),
            "A separate program that must be installed; intelligible but mechanical; no word times.");

    private final Optional<Path> executable;

    /** @param path folders to look for the program in, joined as in the environment variable PATH */
    public EspeakNg(String path) {
        this.executable = SpeechProgram.find("espeak-ng", path);
    }

    /** Whether the program was found. */
    public boolean installed() {
        return executable.isPresent();
    }

    @Override
    public ProviderDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Voice open(VoiceSettings settings) throws ProviderFailure {
        String voice = VOICES.get(settings.language().split("-", 2)[0]);
        if (voice == null) {
            throw new ProviderFailure(
                    NAME,
                    ProviderFailure.Kind.NOT_CONFIGURED,
                    "does not speak " + settings.language() + ": choose another voice for this language");
        }
        Path program = executable.orElseThrow(() -> new ProviderFailure(
                NAME,
                ProviderFailure.Kind.NOT_CONFIGURED,
                "the program is not installed: install the package espeak-ng"));
        return new ProgramVoice(
                new SpeechProgram(NAME, program),
                List.of(
                        "-v",
                        voice + variant(settings.name()),
                        "-s",
                        Long.toString(Math.round(PACE * settings.speed())),
                        "-b",
                        "1",
                        "--stdin",
                        "--stdout"));
    }

    private static String variant(@Nullable String name) throws ProviderFailure {
        if (name == null || name.equals(NAME)) {
            return "";
        }
        if (!VARIANT.matcher(name).matches()) {
            throw new ProviderFailure(
                    NAME, ProviderFailure.Kind.BAD_REQUEST, "has no such voice: choose one of m1 to m8 or f1 to f5");
        }
        return "+" + name;
    }
}
