package io.antiphon.server.command;

import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Configurations;
import io.antiphon.server.wiring.Antiphon;
import io.antiphon.server.wiring.StartFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything and stays until it is told to stop. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Start everything: database, engine, lines, API and console. Needs no account and no key.",
        footer = {
            "",
            "Examples:",
            "  antiphon up",
            "  antiphon up --port 8001 --data /var/lib/antiphon --env-file antiphon.env",
            "  antiphon up --provider retell      let Retell place and host the telephone calls",
            "",
            "Stop it with Ctrl-C or SIGTERM: calls are let go on for DRAIN_TIMEOUT."
        })
final class UpCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", description = "Port to listen on (default 8000, or SERVER_PORT).")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for database, recordings and indexes (default ./data, or DATA_DIR).")
    private @Nullable Path data;

    @Option(names = "--env-file", paramLabel = "F", description = "File of NAME=value lines (default ./.env).")
    private @Nullable Path envFile;

    @Option(
            names = "--dev-no-auth",
            description =
                    "Let everybody in without a key. For developing, while only this machine can reach the server.")
    private boolean devNoAuth;

    @Option(
            names = {"-p", "--provider"},
            paramLabel = "NAME",
            description = "Who leads calls: ${COMPLETION-CANDIDATES} (default: VOICE_PREFERRED_PROVIDER, or this"
                    + " server's own pipeline).")
    private @Nullable Provider provider;

    /** What may be said for it; the letters are short for the words. */
    enum Provider {
        g,
        b,
        r,
        gemini,
        bolna,
        retell
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = Configurations.read(flags(), envFile);
        PrintWriter out = spec.commandLine().getOut();
        long began = System.nanoTime();
        Antiphon antiphon;
        try {
            antiphon = Antiphon.start(configuration, step -> {
                out.println("  " + step);
                out.flush();
            });
        } catch (StartFailure failure) {
            throw new CommandFailure(AntiphonCommand.FAILED, failure.getMessage());
        }
        out.printf(
                "%nReady after %.1f s. Open %s and talk, or call from a second terminal:%n"
                        + "  ./antiphon call --say \"How can I ease breathlessness at night?\"%s%n",
                (System.nanoTime() - began) / 1e9,
                antiphon.startPage(),
                (antiphon.port() == 8000 ? "" : " --server http://localhost:" + antiphon.port())
                        + (data == null ? "" : " --data " + data));
        out.flush();
        antiphon.awaitStop();
        return 0;
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new HashMap<>();
        if (port != null) {
            flags.put("SERVER_PORT", port.toString());
            flags.put("PORT", port.toString());
        }
        if (devNoAuth) {
            flags.put("DEV_NO_AUTH", "true");
        }
        if (provider != null) {
            flags.put("VOICE_PREFERRED_PROVIDER", provider.name());
        }
        if (data != null) {
            flags.put("DATA_DIR", data.toString());
        }
        return flags;
    }
}
