package io.antiphon.server.command;

import io.antiphon.control.storage.Backup;
import io.antiphon.control.storage.StorageFailure;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Configurations;
import io.antiphon.server.wiring.Antiphon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes all that a server keeps into one file, while it runs or not. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Write the embedded database, recordings and keys into one file, while the server runs or not.",
        footer = {
            "",
            "The file holds what callers said and the keys that guard it: keep it as you keep those.",
            "",
            "Examples:",
            "  antiphon backup",
            "  antiphon backup --data /var/lib/antiphon --out /backups/antiphon.tar.gz"
        })
final class BackupCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that the server uses (default ./data, or DATA_DIR).")
    private @Nullable Path data;

    @Option(names = "--env-file", paramLabel = "F", description = "File of NAME=value lines (default ./.env).")
    private @Nullable Path envFile;

    @Option(
            names = "--out",
            paramLabel = "F",
            description = "File to write (default ./antiphon-<date and time>.tar.gz).")
    private @Nullable Path out;

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration =
                Configurations.read(data == null ? Map.of() : Map.of("DATA_DIR", data.toString()), envFile);
        String now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        Path file = (out == null ? Path.of("antiphon-" + now + ".tar.gz") : out).toAbsolutePath();
        try {
            Backup.write(
                    configuration.storage().folder(),
                    file,
                    Antiphon.version(),
                    step -> spec.commandLine().getErr().println("  " + step));
            spec.commandLine()
                    .getOut()
                    .printf("%s, %.1f MB%n", file, Files.size(file) / 1e6)
                    .flush();
            return CommandLine.ExitCode.OK;
        } catch (StorageFailure failure) {
            throw new CommandFailure(AntiphonCommand.FAILED, failure.getMessage());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
