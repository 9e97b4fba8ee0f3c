package io.antiphon.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Calls a running server as a caller would, and prints what was said. */
@Command(
        name = "call",
        mixinStandardHelpOptions = true,
        description = "Call an agent of a running server: speak the given turns in order and print the dialogue.",
        footer = {
            "",
            "Examples:",
            "  antiphon call --agent palli-sahayak --say \"How can I ease breathlessness at night?\"",
            "  antiphon call --say \"Hello.\" --wav question.wav --line twilio --out calls --json"
        })
final class CallCommand implements Callable<Integer> {
    private static final int LONGEST_SAY = 2000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "Name or id of the agent; the default agent if left out.")
    private @Nullable String agent;

    @ArgGroup(exclusive = true, multiplicity = "1..*")
    private List<Spoken> turns = new ArrayList<>();

    @Option(names = "--line", description = "How to call: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private CallPlan.Way line = CallPlan.Way.browser;

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the stereo WAV: caller left, agent right (default: the working folder).")
    private Path out = Path.of(".");

    @Option(names = "--json", description = "Print one JSON object instead of the dialogue.")
    private boolean json;

    /** One turn of the caller. */
    static final class Spoken {
        @Option(names = "--say", paramLabel = "TEXT", description = "Say this, with the embedded English voice.")
        @Nullable
        String text;

        @Option(names = "--wav", paramLabel = "FILE", description = "Say what this WAV file holds.")
        @Nullable
        Path wav;
    }

    @Override
    public Integer call() {
        ServerAccess access = options.access(options.configuration(null));
        CallPlan plan = new CallPlan(agent, line, access.server(), access.key(), utterances());
        try {
            Files.createDirectories(out);
        } catch (IOException failure) {
            throw new CommandFailure(
                    AntiphonCommand.WRONG_USE, "--out " + out + " is not a folder that can be written.");
        }
        CallDialogue dialogue = json
                ? CallDialogue.silent()
                : CallDialogue.printing(spec.commandLine().getOut());
        CallReport report = new CallRun(plan, dialogue).run(out);
        if (json) {
            spec.commandLine().getOut().println(report.json());
        } else {
            dialogue.end(report);
        }
        return report.answered() ? CommandLine.ExitCode.OK : AntiphonCommand.FAILED;
    }

    private List<CallPlan.Utterance> utterances() {
        List<CallPlan.Utterance> utterances = new ArrayList<>();
        for (Spoken spoken : turns) {
            if (spoken.text != null) {
                utterances.add(text(spoken.text));
            } else if (spoken.wav != null) {
                utterances.add(new CallPlan.Utterance(String.valueOf(spoken.wav.getFileName()), recorded(spoken.wav)));
            }
        }
        return utterances;
    }

    private CallPlan.Utterance text(String text) {
        if (text.isBlank() || text.length() > LONGEST_SAY) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--say takes 1 to " + LONGEST_SAY + " characters, not " + text.length()
                            + "; say longer texts in several turns");
        }
        return new CallPlan.Utterance(text, CallerSound.spoken(text));
    }

    private CallerSound recorded(Path wav) {
        try {
            return CallerSound.read(wav);
        } catch (IOException failure) {
            throw new ParameterException(spec.commandLine(), "--wav " + wav + ": " + failure.getMessage());
        }
    }
}
