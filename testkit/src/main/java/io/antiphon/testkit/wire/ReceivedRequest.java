package io.antiphon.testkit.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in.
 *
 * @param headers names in lower case
 */
public record ReceivedRequest(String method, String path, Map<String, String> headers, String body) {
    public ReceivedRequest {
        headers = Map.copyOf(headers);
    }

    /** The path without its query, decoded. */
    public String route() {
        int query = path.indexOf('?');
        // An authority before it keeps two leading slashes from being taken for one.
        return URI.create("http://door" + (query < 0 ? path : path.substring(0, query)))
                .getPath();
    }

    /** The values of a query parameter, decoded, in their order; none where it is absent. */
    public List<String> query(String name) {
        return pairs().stream()
                .filter(pair -> pair.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The names of all query parameters, in their order. */
    public List<String> queryNames() {
        return pairs().stream().map(Map.Entry::getKey).toList();
    }

    private List<Map.Entry<String, String>> pairs() {
        int query = path.indexOf('?');
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (String pair : query < 0 ? new String[0] : path.substring(query + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            pairs.add(Map.entry(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1))));
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The one value of a query parameter; empty where it is absent. */
    public String parameter(String name) {
        List<String> values = query(name);
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** A header by its name in lower case; empty where it is absent. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean wantsWebSocket() {
        return header("upgrade").equalsIgnoreCase("websocket");
    }

    /** The next request of a connection (RFC 9112); null where the client left instead. */
    static @Nullable ReceivedRequest read(InputStream in) throws IOException {
        String start = line(in);
        if (start.isEmpty()) {
            return null;
        }
        String[] parts = start.split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new ReceivedRequest(parts[0], parts[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
