package io.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running server over HTTP, as an operator's program sees it. */
public record Api(URI address, String key) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param data folder of the server, in which it leaves a key */
    static Api at(int port, Path data) {
        try {
            return new Api(
                    URI.create("http://localhost:" + port),
                    Files.readString(data.resolve("local.key")).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The same for somebody with another key; none where it is empty. */
    public Api with(String other) {
        return new Api(address, other);
    }

    /** The address of one of its sockets, with a ticket for those who need one. */
    public URI socket(String pathAndQuery) throws IOException, InterruptedException {
        String ticket = pathAndQuery.startsWith("/ws/voice-browser")
                ? (pathAndQuery.contains("?") ? "&ticket=" : "?ticket=") + ticket()
                : "";
        return bareSocket(pathAndQuery + ticket);
    }

    /** The address of one of its sockets, and no ticket. */
    URI bareSocket(String pathAndQuery) {
        return URI.create("ws" + address.toString().substring("http".length()) + pathAndQuery);
    }

    String ticket() throws IOException, InterruptedException {
        return ticket("{}");
    }

    /** One that was asked for with this body. */
    String ticket(String body) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send("POST", "/api/v1/tickets", body, Map.of());
        assertThat(response.statusCode()).isEqualTo(201);
        return JSON.readTree(response.body()).path("ticket").asString();
    }

    /** Any request; {@code body} null for none. */
    HttpResponse<byte[]> send(String method, String path, @Nullable String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(20));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, Map.of());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path).body());
    }

    /** The call, as soon as it is over and all of it is stored. */
    public JsonNode ended(String callId) throws IOException, InterruptedException {
        return ended(callId, 30);
    }

    JsonNode ended(String callId, int withinSeconds) throws IOException, InterruptedException {
        return awaited(callId, withinSeconds, call -> call.path("ended_at").isString());
    }

    /** The call, as soon as it is as {@code wanted}. */
    JsonNode awaited(String callId, int withinSeconds, Predicate<JsonNode> wanted)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(withinSeconds);
        JsonNode call = json("/api/v1/calls/" + callId);
        while (!wanted.test(call)) {
            assertThat(System.nanoTime()).as("in time: %s", call).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
            call = json("/api/v1/calls/" + callId);
        }
        return call;
    }

    /** The id under which the server knows a carrier's call. */
    String callOf(String providerCallId) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        JsonNode calls = json("/api/v1/calls?provider_call_id=" + providerCallId);
        while (calls.path("calls").isEmpty()) {
            assertThat(System.nanoTime()).as("the call is listed in time").isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
            calls = json("/api/v1/calls?provider_call_id=" + providerCallId);
        }
        return calls.path("calls").get(0).path("id").asString();
    }

    /** A call's two sides, caller first. */
    StereoSound recording(String callId) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get("/api/v1/calls/" + callId + "/recording");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("audio/wav");
        return StereoSound.of(response.body());
    }

    static List<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** What one side said, line by line. */
    static List<String> words(JsonNode call, String role) {
        return each(call.path("transcript")).stream()
                .filter(line -> line.path("role").asString().equals(role))
                .map(line -> line.path("content").asString())
                .toList();
    }
}
