package io.antiphon.server.command;

import io.antiphon.server.configuration.ConfigurationFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's root. */
@Command(
        name = "antiphon",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A self-hosted platform for voice agents.",
        subcommands = {
            UpCommand.class,
            DoctorCommand.class,
            CallCommand.class,
            LoadCommand.class,
            AudioCommand.class,
            ListenCommand.class,
            ReplayCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            RetellCommand.class,
            RehearseCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it worked",
            "1:it was tried and failed",
            "2:the command line or the configuration is wrong",
            "3:the server cannot be reached"
        },
        footer = {
            "",
            "Examples:",
            "  antiphon up                        start everything, then open http://localhost:8000",
            "  antiphon call --agent palli-sahayak --say \"How can I ease breathlessness at night?\"",
            "  antiphon load --calls 60 --seconds 60  how fast this machine answers 60 callers",
            "  antiphon doctor                    what is configured, missing and reachable",
            "",
            "antiphon test installs what the tests need and runs them all."
        })
public final class AntiphonCommand implements Runnable {
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int UNREACHABLE = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** The whole command line, ready to execute. */
    public static CommandLine line() {
        CommandLine line = new CommandLine(new AntiphonCommand());
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (failure instanceof ConfigurationFailure || failure instanceof CommandFailure) {
                failed.getErr().println(failed.getColorScheme().errorText(failure.getMessage()));
                return failure instanceof CommandFailure command ? command.exitCode() : WRONG_USE;
            }
            throw failure;
        });
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: up, doctor, call, replay, listen, load, audio, backup, restore, retell or test");
    }
}
