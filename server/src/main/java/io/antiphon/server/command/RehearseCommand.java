package io.antiphon.server.command;

import io.antiphon.server.configuration.Configurations;
import io.antiphon.server.wiring.Antiphon;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * Starts a server in a folder of its own, calls it on both lines and stops it: run once after a build, with the JVM
 * writing down what it loaded and compiled (JEP 483, 515), it lets every later start and first call be quick.
 */
@Command(name = "rehearse", hidden = true, description = "Start, call and stop once, for the JVM to learn from.")
final class RehearseCommand implements Callable<Integer> {
    private static final String QUESTION = "How can I ease breathlessness at night?";

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("antiphon-rehearsal");
        try (Antiphon antiphon = Antiphon.start(
                Configurations.standard(Map.of(
                        "SERVER_PORT", "0", "DATA_DIR", folder.toString(), "DRAIN_TIMEOUT", "1s", "VOICE", "freetts")),
                step -> {})) {
            URI server = URI.create("http://localhost:" + antiphon.port());
            ServerKey key = ServerKey.of(null, server, folder);
            CallPlan.Utterance question = new CallPlan.Utterance(QUESTION, CallerSound.spoken(QUESTION));
            for (CallPlan.Way line : CallPlan.Way.values()) {
                new CallRun(new CallPlan(null, line, server, key, List.of(question, question)), CallDialogue.silent())
                        .run(folder);
            }
            return 0;
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
