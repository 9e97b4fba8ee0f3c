package io.antiphon.server.command;

import io.antiphon.server.load.LoadPicture;
import io.antiphon.server.load.LoadPlan;
import io.antiphon.server.load.LoadResult;
import io.antiphon.server.load.LoadRun;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how many calls this machine carries, and how fast they are answered. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Make many calls at once and measure them at the callers' ends. The engine, its voice activity and its lines"
                    + " are the real ones; ear, model and voice answer after exactly the given delays.",
            "Everything runs in this process, callers and providers too, and counts in its processor time. The first"
                    + " seconds warm the JVM up and are not measured.",
            "",
            "The floor is the shortest wait that the delays allow:",
            "  max(endpointing, stt) + ttft + (tokens of the first sentence - 1) x token + ttfb"
        },
        footer = {
            "",
            "Examples:",
            "  antiphon load --calls 60 --seconds 60",
            "  antiphon load --calls 100 --seconds 60 --line twilio --json",
            "  antiphon load --calls 10 --seconds 30 --stt-ms 350 --endpointing-ms 500"
        })
final class LoadCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--calls", paramLabel = "N", required = true, description = "Calls at the same time, 1 to 5000.")
    private int calls;

    @Option(names = "--seconds", paramLabel = "S", required = true, description = "Seconds to measure, 5 to 3600.")
    private int seconds;

    @Option(
            names = "--line",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}): in memory, or real WebSockets on this"
                    + " machine.")
    private LoadPlan.Way line = LoadPlan.Way.none;

    @Option(
            names = "--stt-ms",
            paramLabel = "MS",
            defaultValue = "200",
            description = "From the end of speech to the recogniser's final words (default ${DEFAULT-VALUE}).")
    private int stt;

    @Option(
            names = "--ttft-ms",
            paramLabel = "MS",
            defaultValue = "200",
            description = "From the question to the model's first token (default ${DEFAULT-VALUE}).")
    private int ttft;

    @Option(
            names = "--token-ms",
            paramLabel = "MS",
            defaultValue = "15",
            description = "Between two tokens (default ${DEFAULT-VALUE}).")
    private int token;

    @Option(
            names = "--ttfb-ms",
            paramLabel = "MS",
            defaultValue = "100",
            description = "From a sentence to its first sound (default ${DEFAULT-VALUE}).")
    private int ttfb;

    @Option(
            names = "--endpointing-ms",
            paramLabel = "MS",
            defaultValue = "300",
            description = "Silence that ends the caller's turn (default ${DEFAULT-VALUE}).")
    private int endpointing;

    @Option(names = "--json", description = "Print one JSON object and nothing else; times in milliseconds.")
    private boolean json;

    @Override
    public Integer call() {
        LoadPlan plan = plan();
        PrintWriter out = spec.commandLine().getOut();
        LoadResult result =
                result(plan, json ? step -> {} : progress(spec.commandLine().getErr()));
        if (json) {
            out.println(result.report().json());
        } else {
            out.print(new LoadPicture(plan, result).draw());
        }
        out.flush();
        return result.report().turns() > 0 ? CommandLine.ExitCode.OK : AntiphonCommand.FAILED;
    }

    private LoadPlan plan() {
        try {
            return new LoadPlan(calls, seconds, line, new LoadPlan.Delays(stt, ttft, token, ttfb, endpointing));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    private static LoadResult result(LoadPlan plan, Consumer<String> progress) {
        try {
            return new LoadRun(plan, progress).run();
        } catch (IOException failure) {
            throw new CommandFailure(AntiphonCommand.FAILED, "the calls could not be made: " + failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(AntiphonCommand.FAILED, "stopped");
        }
    }

    /** One line that is written over and over, on a terminal; the lines one after the other elsewhere. */
    private static Consumer<String> progress(PrintWriter err) {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return step -> {
            err.print(terminal ? "\r\033[K" + step : step + System.lineSeparator());
            err.flush();
        };
    }
}
