package io.antiphon.server.command;

import io.antiphon.control.storage.Restoration;
import io.antiphon.control.storage.StorageFailure;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Configurations;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data folder of a back-up. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Make a data folder of a file that antiphon backup wrote; start the server with it afterwards.",
        footer = {
            "",
            "Examples:",
            "  antiphon restore antiphon-20260101-030000.tar.gz --data /var/lib/antiphon",
            "  antiphon restore antiphon-20260101-030000.tar.gz --replace"
        })
final class RestoreCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The back-up.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder to make (default ./data, or DATA_DIR); must be empty or not there.")
    private @Nullable Path data;

    @Option(names = "--env-file", paramLabel = "F", description = "File of NAME=value lines (default ./.env).")
    private @Nullable Path envFile;

    @Option(
            names = "--replace",
            description = "Put a folder that is in the way aside, as DIR.before-<date and time>; nothing is deleted.")
    private boolean replace;

    @Override
    public Integer call() {
        Configuration configuration =
                Configurations.read(data == null ? Map.of() : Map.of("DATA_DIR", data.toString()), envFile);
        Path folder = configuration.storage().folder().toAbsolutePath();
        String now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        Path aside = replace ? folder.resolveSibling(folder.getFileName() + ".before-" + now) : null;
        try {
            Restoration.read(
                    file, folder, aside, step -> spec.commandLine().getErr().println("  " + step));
        } catch (StorageFailure failure) {
            throw new CommandFailure(AntiphonCommand.FAILED, failure.getMessage());
        }
        spec.commandLine().getOut().println(folder + " is restored. Start: antiphon up --data " + folder);
        return CommandLine.ExitCode.OK;
    }
}
