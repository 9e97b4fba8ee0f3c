package io.antiphon.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts everything, as far as it can go wrong by itself. */
class LauncherTest {
    private static final Path SCRIPT =
            Path.of("..", "antiphon").toAbsolutePath().normalize();

    /** A virtual machine that the script starts, with something to complain of: a rehearsal's cache that is none. */
    private static final String COMPLAINING =
            "eval \"$(grep '^common=' \"$1\")\"; exec \"$2/bin/java\" \"${common[@]}\" -XX:AOTCache=\"$3\" -version";

    @Test
    void leavesStdoutToWhatWasAskedFor(@TempDir Path folder) throws Exception {
        Path cache = Files.writeString(folder.resolve("none.aot"), "junk");
        Path out = folder.resolve("out");
        Path errors = folder.resolve("errors");
        Process java = new ProcessBuilder(
                        "bash",
                        "-c",
                        COMPLAINING,
                        "launcher",
                        SCRIPT.toString(),
                        System.getProperty("java.home"),
                        cache.toString())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        java.waitFor();
        assertThat(Files.readString(errors, StandardCharsets.UTF_8)).contains("[warning]");
        assertThat(Files.readString(out, StandardCharsets.UTF_8)).isEmpty();
    }
}
