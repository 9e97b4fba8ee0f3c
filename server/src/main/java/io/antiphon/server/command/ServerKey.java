package io.antiphon.server.command;

import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Configurations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command comes in with.
 *
 * @param text the API key; null for none
 * @param streamToken last part of the path of Twilio's streams; null for none
 */
record ServerKey(@Nullable String text, @Nullable String streamToken) {
    private static final String FILE = "local.key";

    /** @param data folder of the server on this machine; null for the configured one */
    static ServerKey of(@Nullable String said, URI server, @Nullable Path data) {
        return of(
                said, server, Configurations.read(data == null ? Map.of() : Map.of("DATA_DIR", data.toString()), null));
    }

    /** What was said, or is configured, or what a server on this machine left for those who may read its files. */
    static ServerKey of(@Nullable String said, URI server, Configuration configuration) {
        String key = said == null ? configuration.client().apiKey() : said;
        Path file = configuration.storage().folder().resolve(FILE);
        if (key == null && isHere(server) && Files.isReadable(file)) {
            try {
                key = Files.readString(file).strip();
            } catch (IOException failure) {
                throw new CommandFailure(AntiphonCommand.FAILED, file + " cannot be read: " + failure.getMessage());
            }
        }
        return new ServerKey(key, configuration.web().twilioStreamToken());
    }

    private static boolean isHere(URI server) {
        String host = server.getHost();
        return host != null && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    }

    Map<String, String> headers() {
        return text == null ? Map.of() : Map.of("Authorization", "Bearer " + text);
    }

    /** The server does not take it. */
    CommandFailure refused(URI server) {
        return new CommandFailure(
                AntiphonCommand.FAILED,
                text == null
                        ? server + " wants an API key: say --api-key or ANTIPHON_API_KEY; on the server's own machine"
                                + " --data with the server's data folder will do."
                        : server + " does not take this API key, or the key may not do this: check --api-key,"
                                + " ANTIPHON_API_KEY or --data.");
    }

    /** Not the key. */
    @Override
    public String toString() {
        return text == null ? "no key" : "a key";
    }
}
