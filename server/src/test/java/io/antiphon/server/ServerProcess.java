package io.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, as {@code antiphon up} starts it. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Open http://localhost:(\\d+)");

    private final Process process;
    private final Path data;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final List<String> printed = Collections.synchronizedList(new ArrayList<>());

    private ServerProcess(Process process, Path data) {
        this.process = process;
        this.data = data;
        Thread.ofVirtual().name("server-output").start(this::read);
    }

    /** Starts one that is ready when this returns. */
    static ServerProcess start(Path data, Map<String, String> environment) throws Exception {
        return start(data, environment, List.of("-XX:+UseSerialGC"));
    }

    /** The same with the options of the launcher, to measure it. */
    static ServerProcess startAsShipped(Path data, Map<String, String> environment) throws Exception {
        return start(
                data,
                environment,
                List.of("-XX:+UseCompactObjectHeaders", "-Xms256m", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20"));
    }

    private static ServerProcess start(Path data, Map<String, String> environment, List<String> options)
            throws Exception {
        // A very long command line crashes ONNX Runtime, so the class path comes from a file.
        Path arguments = Files.writeString(
                Files.createTempFile(data.getParent(), "arguments", ".txt"),
                "-cp \"" + System.getProperty("java.class.path").replace("\\", "\\\\") + "\"\n");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "@" + arguments,
                "io.antiphon.server.Main",
                "up",
                "--port",
                "0",
                "--data",
                data.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var server = new ServerProcess(builder.start(), data);
        try {
            server.port.get(120, TimeUnit.SECONDS);
            return server;
        } catch (Exception failure) {
            server.close();
            throw new IllegalStateException("the server did not start: " + server.printed, failure);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
                Matcher ready = READY.matcher(line);
                if (ready.find()) {
                    port.complete(Integer.valueOf(ready.group(1)));
                }
            }
        } catch (IOException gone) {
            printed.add("its output ended: " + gone.getMessage());
        }
        port.completeExceptionally(new IllegalStateException("the server ended"));
    }

    public Api api() {
        return Api.at(port.join(), data);
    }

    List<String> printed() {
        return List.copyOf(printed);
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code kill}, which returns at once. */
    void terminate() {
        process.destroy();
    }

    /** The exit code. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("it ends in time").isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
