package io.antiphon.control.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running postmaster and the small shell above it, which stops it when this program is gone, however it went. */
final class PostgresProcess {
    private static final long STOP_SECONDS = 30;

    /**
     * Starts its arguments and waits for them. When standard input ends, because it was closed or because nobody holds
     * its other end any more, the server is told to shut down fast. Signals meant for the whole group pass by: whoever
     * stops this program decides when the database follows.
     */
    private static final String SUPERVISOR = """
            trap '' HUP INT TERM
            exec 3<&0
            "$@" </dev/null 3<&- &
            server=$!
            ( while read -r line; do :; done; kill -INT "$server" 2>/dev/null ) <&3 3<&- &
            watch=$!
            exec 3<&- </dev/null
            wait "$server"
            status=$?
            kill -KILL "$watch" 2>/dev/null
            exit "$status"
            """;

    private final Process process;

    private PostgresProcess(Process process) {
        this.process = process;
    }

    /** Starts the postmaster of {@code cluster}; it is not ready when this returns. */
    static PostgresProcess start(Account account, Path binaries, Path cluster, int port, Path log) throws IOException {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid")) || Files.isExecutable(Path.of("/bin/setsid"))) {
            // Away from the terminal, whose interrupt would reach the server before this program has finished.
            command.add("setsid");
        }
        command.addAll(account.command(List.of("sh", "-c", SUPERVISOR, "antiphon-postgres")));
        command.add(binaries.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", cluster.toString(), "-p", Integer.toString(port)));
        for (String setting : settings()) {
            command.addAll(List.of("-c", setting));
        }
        return new PostgresProcess(builder(command, log).start());
    }

    /** A program of PostgreSQL's, in a clean environment, writing to {@code log}. */
    static ProcessBuilder builder(List<String> command, Path log) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Waits until it ends, at most {@code millis}. */
    boolean ended(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    void waitFor() throws InterruptedException {
        process.waitFor();
    }

    /** Fast shutdown: sessions end, what was committed is on the disk. */
    void stop(Path cluster) {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            // It ended by itself: nothing is left to be told.
        }
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                Leftover.of(cluster).ifPresent(leftover -> leftover.kill());
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Error messages keep to what went wrong: no statement, no values, since those may hold what a caller said. */
    private static List<String> settings() {
        return List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=60",
                "shared_buffers=64MB",
                "jit=off",
                // What is asked for often fits into memory, where one page is as near as the next.
                "random_page_cost=1.1",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_checkpoints=off",
                "log_error_verbosity=terse",
                "log_min_error_statement=panic",
                "cluster_name=antiphon");
    }

    /** The last lines of {@code log}, for an error message. */
    static String lastWords(Path log) {
        try {
            var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("; ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException unreadable) {
            return "its log " + log + " cannot be read";
        }
    }
}
