package io.antiphon.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The committed {@code .env.example} is the one that the configuration's own documentation makes. To write it anew:
 *
 * <pre>mvn -pl server -am test -Dtest=EnvExampleTest -Dsurefire.failIfNoSpecifiedTests=false -Dantiphon.regenerate=true</pre>
 */
class EnvExampleTest {
    private static final Path FILE = Path.of("..", ".env.example");

    @Test
    void theCommittedFileSaysWhatTheConfigurationSays() throws IOException {
        if (Boolean.getBoolean("antiphon.regenerate")) {
            Files.writeString(FILE, EnvExample.text());
        }
        assertThat(FILE)
                .as("run mvn -pl server -am test -Dtest=EnvExampleTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dantiphon.regenerate=true and commit .env.example")
                .hasContent(EnvExample.text());
    }

    @Test
    void readsBackAsTheStandardConfiguration() {
        var texts = EnvExample.text()
                .lines()
                .filter(line -> line.matches("# [A-Z_]+=.*"))
                .map(line -> line.substring(2).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(new ConfigurationReader(texts).read(Configuration.class))
                .isEqualTo(new ConfigurationReader(Map.of()).read(Configuration.class));
    }
}
