package io.antiphon.server.command;

import io.antiphon.audio.SileroVad;
import io.antiphon.control.agents.Manner;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.providers.local.ear.Sphinx4;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The engine's ear and turn-taking over recorded sound, much faster than real time. */
@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        description = {
            "Let the engine hear recorded callers and write down what it would do: one JSON object a line,",
            "{\"type\":\"speech_start|turn_end|agent_stop|agent_resume|partial|final\",\"t\":<seconds in the file>}."
        },
        footer = {
            "",
            "With --agent, that file is what the agent says meanwhile: agent_stop is the moment at which the caller"
                    + " silences it, agent_resume says that it went on after all.",
            "",
            "Examples:",
            "  antiphon listen --caller question.wav --events events.jsonl",
            "  antiphon listen --caller caller.wav --agent agent.wav --events - --no-words --sensitivity 0.8",
            "  antiphon listen --batch recordings --events events.jsonl --no-words",
            "     takes every recordings/<id>.caller.wav, with <id>.agent.wav where there is one"
        })
final class ListenCommand implements Callable<Integer> {
    private static final String CALLER = ".caller.wav";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--caller", paramLabel = "F.wav", description = "The caller's side.")
    private @Nullable Path caller;

    @Option(names = "--agent", paramLabel = "F.wav", description = "What the agent says meanwhile.")
    private @Nullable Path agent;

    @Option(names = "--batch", paramLabel = "DIR", description = "A folder of <id>.caller.wav and <id>.agent.wav.")
    private @Nullable Path batch;

    @Option(
            names = "--events",
            paramLabel = "OUT.jsonl",
            required = true,
            description = "File to write the events to; - for the terminal.")
    private String events = "-";

    @Option(
            names = "--responsiveness",
            paramLabel = "R",
            description = "0 patient to 1 quick (default: that of a new agent, 0.8).")
    private double responsiveness = Manner.USUAL.responsiveness();

    @Option(
            names = "--sensitivity",
            paramLabel = "S",
            description = "0 never interrupted to 1 at once (default: that of a new agent, 0.5).")
    private double sensitivity = Manner.USUAL.interruptionSensitivity();

    @Option(
            names = "--no-words",
            description = "Leave the recogniser (embedded, English) out and go by sound alone: much faster.")
    private boolean noWords;

    /** One pair of files. */
    private record Pair(
            @Nullable String id, Path caller, @Nullable Path agent) {}

    /** What came of a pair. */
    private record Heard(List<String> lines, double seconds) {}

    @Override
    public Integer call() throws InterruptedException {
        share("--responsiveness", responsiveness);
        share("--sensitivity", sensitivity);
        List<Pair> pairs = pairs();
        int threads = Math.max(1, Math.min(pairs.size(), Runtime.getRuntime().availableProcessors()));
        long begun = System.nanoTime();
        SileroVad vad = new SileroVad();
        try (Ears ears = noWords ? Ears.NONE : Ears.embedded(threads)) {
            List<Heard> heard = listen(pairs, vad, ears.recogniser(), threads);
            write(heard.stream().flatMap(one -> one.lines().stream()).toList());
            double took = (System.nanoTime() - begun) / 1e9;
            double seconds = heard.stream().mapToDouble(Heard::seconds).sum();
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%d file(s), %.1f s of sound in %.1f s: %.0f times real time%n",
                            pairs.size(), seconds, took, seconds / took);
        }
        return CommandLine.ExitCode.OK;
    }

    private void share(String option, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw wrong(option + " is " + value + "; give a number from 0 to 1");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private List<Pair> pairs() {
        if ((caller == null) == (batch == null)) {
            throw wrong("give either --caller F.wav or --batch DIR");
        }
        if (caller != null) {
            return List.of(new Pair(null, caller, agent));
        }
        if (agent != null) {
            throw wrong("--agent goes with --caller; a batch takes <id>.agent.wav by itself");
        }
        return batch(java.util.Objects.requireNonNull(batch));
    }

    private static List<Pair> batch(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure(AntiphonCommand.FAILED, "--batch " + folder + " is not a folder.");
        }
        List<Pair> pairs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(CALLER)) {
                    String id = name.substring(0, name.length() - CALLER.length());
                    Path other = folder.resolve(id + ".agent.wav");
                    pairs.add(new Pair(id, file, Files.exists(other) ? other : null));
                }
            }
        } catch (IOException failure) {
            throw new CommandFailure(
                    AntiphonCommand.FAILED, "--batch " + folder + " cannot be read: " + failure.getMessage());
        }
        if (pairs.isEmpty()) {
            throw new CommandFailure(
                    AntiphonCommand.FAILED,
                    "--batch " + folder + " holds no recording: name them <id>.caller.wav and <id>.agent.wav.");
        }
        return pairs;
    }

    private List<Heard> listen(List<Pair> pairs, SileroVad vad, @Nullable SpeechToText ear, int threads)
            throws InterruptedException {
        CallSettings.Manners manners = new CallSettings.Manners(responsiveness, sensitivity);
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<Heard>> running = new ArrayList<>();
            for (Pair pair : pairs) {
                running.add(workers.submit(() -> {
                    ListenRun run = new ListenRun(pair.id(), pair.caller(), pair.agent(), manners);
                    return new Heard(run.run(vad, ear), run.seconds());
                }));
            }
            List<Heard> heard = new ArrayList<>();
            try {
                for (Future<Heard> one : running) {
                    heard.add(one.get());
                }
            } catch (ExecutionException broken) {
                workers.shutdownNow();
                if (broken.getCause() instanceof CommandFailure failure) {
                    throw failure;
                }
                throw new IllegalStateException(broken.getCause());
            }
            return heard;
        }
    }

    private void write(List<String> lines) {
        if (events.equals("-")) {
            lines.forEach(spec.commandLine().getOut()::println);
            return;
        }
        try {
            Files.write(Path.of(events), lines);
        } catch (IOException failure) {
            throw new CommandFailure(
                    AntiphonCommand.FAILED, "--events " + events + " cannot be written: " + failure.getMessage());
        }
    }

    /** The recogniser of a run, or none. */
    private record Ears(@Nullable Sphinx4 recogniser) implements AutoCloseable {
        static final Ears NONE = new Ears(null);

        static Ears embedded(int threads) {
            return new Ears(new Sphinx4(threads));
        }

        @Override
        public void close() {
            if (recogniser != null) {
                recogniser.close();
            }
        }
    }
}
