package io.antiphon.providers.local.voice;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A speech synthesiser that is a program of its own: the text goes to its standard input (never among its arguments,
 * which every user of the machine can read) and a WAV file comes back on its standard output.
 *
 * <p>The output goes by way of a private file that lives for the run of the program: flite cannot write more than one
 * sentence to a pipe, it goes back to mend the header.
 */
final class SpeechProgram {
    private static final int PATIENCE_SECONDS = 10;

    private final String provider;
    private final Path executable;

    SpeechProgram(String provider, Path executable) {
        this.provider = provider;
        this.executable = executable;
    }

    /**
     * The first executable {@code name} in the folders of {@code path}.
     *
     * @param path folders joined as in the environment variable PATH
     */
    static Optional<Path> find(String name, String path) {
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isBlank()) {
                Path candidate = Path.of(folder, name);
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** Speaks {@code text}, a sentence; the program is killed when the thread is interrupted. */
    SpokenSentence speak(String text, List<String> arguments) throws ProviderFailure, InterruptedException {
        try {
            Path wave = Files.createTempFile("antiphon", ".wav");
            try {
                run(text, arguments, wave);
                return Wave.read(Files.readAllBytes(wave));
            } finally {
                Files.deleteIfExists(wave);
            }
        } catch (IOException broken) {
            throw new ProviderFailure(
                    provider, Kind.VENDOR_FAULT, "could not run " + executable + ": " + broken.getMessage(), broken);
        }
    }

    private void run(String text, List<String> arguments, Path wave)
            throws IOException, ProviderFailure, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(executable.toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectOutput(wave.toFile())
                // What it complains of may quote the text.
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            try (var input = process.getOutputStream()) {
                input.write(text.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new ProviderFailure(
                        provider, Kind.VENDOR_FAULT, "gave no sound within " + PATIENCE_SECONDS + " seconds");
            }
            if (process.exitValue() != 0) {
                throw new ProviderFailure(
                        provider, Kind.VENDOR_FAULT, executable + " ended with code " + process.exitValue());
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
