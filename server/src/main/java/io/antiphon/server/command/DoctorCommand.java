package io.antiphon.server.command;

import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Configurations;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Tells what is configured, missing and reachable, and places a call to hear that it works. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Tell what is configured, missing and reachable; place a loopback call and report it.",
        footer = {"", "Examples:", "  antiphon doctor", "  antiphon doctor --server http://localhost:8001 --json"})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--server", paramLabel = "URL", description = "Server to call (default: the configured port here).")
    private @Nullable URI server;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that the server uses (default ./data, or DATA_DIR).")
    private @Nullable Path data;

    @Option(names = "--env-file", paramLabel = "F", description = "File of NAME=value lines (default ./.env).")
    private @Nullable Path envFile;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** One thing that was looked at. */
    record Finding(String what, State state, String detail) {}

    /** How it is. */
    enum State {
        ok,
        missing,
        failed
    }

    @Override
    public Integer call() {
        Configuration configuration =
                Configurations.read(data == null ? Map.of() : Map.of("DATA_DIR", data.toString()), envFile);
        List<Finding> findings = new ArrayList<>(new Examination(configuration).findings());
        URI called = server == null
                ? URI.create("http://localhost:" + configuration.web().port())
                : server;
        findings.add(new LoopbackCall(called, ServerKey.of(null, called, configuration)).place());
        boolean failed = findings.stream().anyMatch(finding -> finding.state() == State.failed);
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(JsonMapper.builder()
                            .build()
                            .writeValueAsString(Map.of("ok", !failed, "findings", findings)));
        } else {
            findings.forEach(this::print);
        }
        return failed ? AntiphonCommand.FAILED : CommandLine.ExitCode.OK;
    }

    private void print(Finding finding) {
        String mark = switch (finding.state()) {
            case ok -> "@|green ok     |@";
            case missing -> "@|yellow missing|@";
            case failed -> "@|red failed |@";
        };
        spec.commandLine()
                .getOut()
                .println(CommandLine.Help.Ansi.AUTO.string(mark) + "  " + finding.what() + ": " + finding.detail());
    }
}
