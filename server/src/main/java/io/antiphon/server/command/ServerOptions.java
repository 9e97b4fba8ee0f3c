package io.antiphon.server.command;

import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Configurations;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** With which running server a command speaks, and as whom. */
final class ServerOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Where the server is (default: the configured port here).")
    private @Nullable URI server;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "Key to come in with (default: ANTIPHON_API_KEY, or that of the server on this machine).")
    private @Nullable String apiKey;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the server on this machine (default ./data, or DATA_DIR).")
    private @Nullable Path data;

    /** @param envFile a file of settings; null for {@code ./.env} */
    Configuration configuration(@Nullable Path envFile) {
        return Configurations.read(data == null ? Map.of() : Map.of("DATA_DIR", data.toString()), envFile);
    }

    ServerAccess access(Configuration configuration) {
        URI called = server == null
                ? URI.create("http://localhost:" + configuration.web().port())
                : server;
        return new ServerAccess(called, ServerKey.of(apiKey, called, configuration));
    }
}
