package io.antiphon.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.server.browser.SpokenScript.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a browser whose microphone speaks, the server as it is shipped, and the console it serves. */
@Tag("browser")
class BrowserCallIT {
    private static final Path CONSOLE =
            Path.of("..", "console").toAbsolutePath().normalize();

    /** The second question cuts into the answer to the first; the silence after it is for the answer to that. */
    private static final List<Line> CALLER = List.of(
            new Line(7.5, "How can I ease breathlessness at night?"),
            new Line(15, "What helps with nausea?"),
            new Line(60, ""));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void aQuestionSpokenInTheBrowserIsAnsweredRecordedAndShownAgain() throws Exception {
        Path microphone = folder.resolve("caller.wav");
        try (ShippedServer server = ShippedServer.start(folder)) {
            SpokenScript.write(microphone, CALLER);
            Walk walk = walk(server, microphone);
            assertThat(walk.succeeded())
                    .as("%s%nThe server said:%n%s", walk.said(), server.said())
                    .isTrue();
        }
    }

    /** Walks through the console with Chromium; the steps are in {@code console/test-e2e}. */
    private Walk walk(ShippedServer server, Path microphone) throws Exception {
        Path said = folder.resolve("walk.txt");
        var command = new ProcessBuilder(
                "node", "node_modules/vitest/vitest.mjs", "run", "--config", "test-e2e/vitest.config.ts");
        command.environment().put("ANTIPHON_URL", server.address().toString());
        command.environment().put("SIGN_IN", server.signIn().toString());
        command.environment().put("MICROPHONE", microphone.toString());
        command.environment().put("NO_COLOR", "1");
        Process process = command.directory(CONSOLE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            boolean ended = process.waitFor(150, TimeUnit.SECONDS);
            return new Walk(ended && process.exitValue() == 0, Files.readString(said));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private record Walk(boolean succeeded, String said) {}
}
