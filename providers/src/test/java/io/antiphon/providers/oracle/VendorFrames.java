package io.antiphon.providers.oracle;

import io.antiphon.testkit.wire.Door;
import io.antiphon.testkit.wire.ReceivedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What went over the wires between our adapters and our simulators, by the vendor's type that it has to be of. */
final class VendorFrames {
    private static final JsonMapper JSON = new JsonMapper();

    /** Headers that belong to a connection and not to a request. */
    private static final Set<String> CONNECTION =
            Set.of("host", "connection", "content-length", "upgrade", "http2-settings");

    private final List<Frame> frames = new ArrayList<>();

    /**
     * A frame.
     *
     * @param type the name of a type in {@code src/test/node/types}
     */
    record Frame(String type, JsonNode json) {}

    /** All so far. */
    List<Frame> all() {
        return List.copyOf(frames);
    }

    void add(String type, String json) {
        frames.add(new Frame(type, JSON.readTree(json)));
    }

    /** Both directions of a simulator's WebSockets. */
    void socket(String vendor, Door door) {
        door.log().heard().forEach(text -> add(vendor + "Sent", text));
        door.log().told().forEach(text -> add(vendor + "Received", text));
    }

    /** A request of ours; asks the same again, to see all that the simulator answers it. */
    void stream(String vendor, Door door, ReceivedRequest request) throws IOException, InterruptedException {
        add(vendor + "Sent", request.body());
        var again = HttpRequest.newBuilder(URI.create(door.address() + request.path()))
                .POST(HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach((name, value) -> {
            if (!CONNECTION.contains(name)) {
                again.header(name, value);
            }
        });
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(again.build(), HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("data: {"))
                    .forEach(line -> add(vendor + "Received", line.substring("data: ".length())));
        }
    }
}
