package io.antiphon.server.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code antiphon up} as a process of its own, on any free port and with an empty data folder. */
final class ShippedServer implements AutoCloseable {
    private static final Path LIBRARIES = Path.of("target", "antiphon", "lib").toAbsolutePath();
    private static final Pattern READY = Pattern.compile("Ready after .* ((http://localhost:\\d+)/sign-in#[\\w-]+)");

    private final Process process;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<URI> signIn = new CompletableFuture<>();
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    private ShippedServer(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::listen);
    }

    /** @param data where it keeps everything */
    static ShippedServer start(Path data) throws IOException {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-cp",
                LIBRARIES.resolve("*").toString(),
                "io.antiphon.server.Main",
                "up",
                "--port",
                "0",
                "--data",
                data.toString());
        return new ShippedServer(
                command.directory(data.toFile()).redirectErrorStream(true).start());
    }

    /** Its address, as soon as it takes calls. */
    URI address() throws Exception {
        return address.get(120, TimeUnit.SECONDS);
    }

    /** What signs its first owner in, once. */
    URI signIn() throws Exception {
        return signIn.get(120, TimeUnit.SECONDS);
    }

    /** All that it has printed. */
    String said() {
        return String.join("\n", said);
    }

    /** Stops it as Ctrl-C would, its database with it. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void listen() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                Matcher ready = READY.matcher(line);
                if (ready.find()) {
                    signIn.complete(URI.create(ready.group(1)));
                    address.complete(URI.create(ready.group(2)));
                }
            }
        } catch (IOException gone) {
            said.add("its output broke off: " + gone.getMessage());
        }
        address.completeExceptionally(new IllegalStateException("the server did not start; it said:\n" + said()));
    }
}
