package io.antiphon.providers.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the scripts in {@code src/test/node} with the vendors' packages that its lock file names. */
final class Node {
    private static final Path FOLDER = Path.of("src", "test", "node").toAbsolutePath();
    private static final int PATIENCE_MINUTES = 3;

    private Node() {}

    /** What a script prints. */
    static List<String> run(Path target, Map<String, String> environment, String... command) throws Exception {
        install(target);
        Path output = target.resolve("node-output.txt");
        int code = execute(output, environment, command);
        List<String> lines = Files.readAllLines(output);
        assertThat(code).as("%s printed %s", List.of(command), lines).isZero();
        return lines;
    }

    private static void install(Path target) throws Exception {
        Path installed = FOLDER.resolve("node_modules/.installed-lock.json");
        Path wanted = FOLDER.resolve("package-lock.json");
        if (Files.exists(installed) && Files.mismatch(installed, wanted) == -1) {
            return;
        }
        Path output = target.resolve("npm-output.txt");
        int code = execute(output, Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        assertThat(code).as("npm ci printed %s", Files.readAllLines(output)).isZero();
        Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    private static int execute(Path output, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("%s ends", List.of(command))
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
