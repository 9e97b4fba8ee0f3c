package io.antiphon.server.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A running server, and what it lets a command in with. */
record ServerAccess(URI server, ServerKey key) {
    /**
     * Fetches something.
     *
     * @param path from {@code /api} on
     * @param missing what it means that there is no such thing
     * @param what it is, as a message names it
     */
    String get(String path, String missing, String what) {
        URI address = URI.create(server.toString().replaceAll("/+$", "") + path);
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60));
            key.headers().forEach(request::header);
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> answer.body();
                case 401, 403 -> throw key.refused(server);
                case 404 -> throw new CommandFailure(AntiphonCommand.FAILED, server + " " + missing);
                default ->
                    throw new CommandFailure(
                            AntiphonCommand.FAILED, server + " answered " + answer.statusCode() + " for " + what);
            };
        } catch (IOException unreachable) {
            throw new CommandFailure(
                    AntiphonCommand.UNREACHABLE, server + " cannot be reached: is antiphon up running there?");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(AntiphonCommand.FAILED, "stopped");
        }
    }
}
