package io.antiphon.providers.local.voice;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The program {@code flite}, where it is installed: English, by default the female voice slt, 16 kHz. */
public final class Flite implements TextToSpeech {
    static final String NAME = "flite";

    /** The voices built into the program; {@code kal} runs at 8 kHz, the others at 16 kHz. */
    static final Set<String> VOICES = Set.of("slt", "rms", "awb", "kal", "kal16");

    private static final ProviderDescription DESCRIPTION = new ProviderDescription(
            NAME, true, Set.of("en"), "English only; a separate program that must be installed; no word times.");

    private final Optional<Path> executable;

    /** @param path folders to look for the program in, joined as in the environment variable PATH */
    public Flite(String path) {
        this.executable = SpeechProgram.find("flite", path);
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
        if (!DESCRIPTION.speaks(settings.language())) {
            throw new ProviderFailure(
                    NAME,
                    ProviderFailure.Kind.NOT_CONFIGURED,
                    "speaks English only, not " + settings.language() + ": choose another voice for this language");
        }
        Path program = executable.orElseThrow(() -> new ProviderFailure(
                NAME,
                ProviderFailure.Kind.NOT_CONFIGURED,
                "the program is not installed: install the package flite, or use the voice " + FreeTts.NAME));
        return new ProgramVoice(
                new SpeechProgram(NAME, program),
                List.of(
                        "-voice",
                        voice(settings.name()),
                        "--setf",
                        "duration_stretch=" + String.format(Locale.ROOT, "%.3f", 1 / settings.speed()),
                        "-f",
                        "/dev/stdin",
                        "-o",
                        "/dev/stdout"));
    }

    private static String voice(@Nullable String name) throws ProviderFailure {
        if (name == null || name.equals(NAME)) {
            return "slt";
        }
        // The name becomes an argument of a program that would also load a file or an address, so only these.
        if (!VOICES.contains(name)) {
            throw new ProviderFailure(
                    NAME,
                    ProviderFailure.Kind.BAD_REQUEST,
                    "has no such voice: choose one of "
                            + VOICES.stream().sorted().toList());
        }
        return name;
    }
}
