package io.antiphon.control.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A postmaster of an earlier run that still works on a cluster. */
record Leftover(ProcessHandle postmaster) {
    private static final long STOP_SECONDS = 30;

    /** The one named in the cluster's pid file, if it lives; numbers are reused, so its command line must fit. */
    static Optional<Leftover> of(Path cluster) {
        Path file = cluster.resolve("postmaster.pid");
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(first -> Long.parseLong(first.strip()))
                    .flatMap(ProcessHandle::of)
                    .filter(process -> command(process).contains(cluster.toString()))
                    .map(Leftover::new);
        } catch (IOException | NumberFormatException nothingThere) {
            return Optional.empty();
        }
    }

    /** Waits for its end, after telling it to shut down fast where nobody else did. */
    void end() throws InterruptedException {
        signal("INT");
        try {
            postmaster.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StorageFailure(
                    "a PostgreSQL of an earlier run (process " + postmaster.pid()
                            + ") does not end: stop that process and start again",
                    e);
        }
    }

    void kill() {
        try {
            signal("KILL");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String name) throws InterruptedException {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + postmaster.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StorageFailure("the shell sh cannot be started", e);
        }
    }

    private static String command(ProcessHandle process) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline")),
                    StandardCharsets.UTF_8);
        } catch (IOException noProc) {
            return process.info().commandLine().orElse("");
        }
    }
}
