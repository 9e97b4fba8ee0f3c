package io.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a call's watcher is told. */
final class Events implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final BufferedReader lines;
    private long lastId;

    private Events(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** Watches the call at {@code path}. */
    static Events of(Api api, String path, @Nullable String lastId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(api.address() + path + "/events"))
                .header("Authorization", "Bearer " + api.key());
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        return new Events(request.build());
    }

    /** The next event of this name; those between are passed over. Fails where the stream ends first. */
    JsonNode next(String wanted) throws IOException {
        String name = "";
        while (true) {
            String line = Objects.requireNonNull(lines.readLine(), "the stream ended before " + wanted);
            if (line.startsWith("id: ")) {
                lastId = Long.parseLong(line.substring(4));
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ") && name.equals(wanted)) {
                return JsonMapper.shared().readTree(line.substring(6));
            }
        }
    }

    long lastId() {
        return lastId;
    }

    /** Whether nothing follows. */
    boolean isOver() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
