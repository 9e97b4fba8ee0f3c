package io.antiphon.server.configuration;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a configuration comes from: flags, then the environment, then a file. */
public final class Configurations {
    private Configurations() {}

    /**
     * Reads the configuration.
     *
     * @param flags what the command line says, by the names of the environment variables
     * @param file the file given on the command line; null for {@code .env} in the working folder, if there is one
     * @throws ConfigurationFailure naming every key that is wrong
     */
    public static Configuration read(Map<String, String> flags, @Nullable Path file) {
        Map<String, String> texts = new HashMap<>(file(file));
        texts.putAll(System.getenv());
        texts.putAll(flags);
        return new ConfigurationReader(texts).read(Configuration.class);
    }

    /** The configuration of a machine on which nothing was set, but for {@code flags}. */
    public static Configuration standard(Map<String, String> flags) {
        return new ConfigurationReader(flags).read(Configuration.class);
    }

    private static Map<String, String> file(@Nullable Path named) {
        Path file = named == null ? Path.of(".env") : named;
        if (!Files.isReadable(file)) {
            if (named != null) {
                throw new ConfigurationFailure(List.of("--env-file " + named + " cannot be read."));
            }
            return Map.of();
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            Map<String, String> texts = new HashMap<>();
            Dotenv.configure()
                    .directory(folder == null ? "." : folder.toString())
                    .filename(file.getFileName().toString())
                    .load()
                    .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
                    .forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
            return texts;
        } catch (DotenvException wrong) {
            throw new ConfigurationFailure(List.of(file + " is not a file of NAME=value lines."));
        }
    }
}
