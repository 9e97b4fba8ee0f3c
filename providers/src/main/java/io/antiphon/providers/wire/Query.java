package io.antiphon.providers.wire;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** An address with parameters, put together piece by piece. */
public final class Query {
    private final StringBuilder text;
    private boolean first = true;

    private Query(String address) {
        this.text = new StringBuilder(address);
    }

    /** A WebSocket's address below an http or https one. */
    public static Query socket(URI base, String path) {
        String address = trimmed(base);
        return new Query((address.startsWith("http") ? "ws" + address.substring("http".length()) : address) + path);
    }

    /** An address below another. */
    public static Query http(URI base, String path) {
        return new Query(trimmed(base) + path);
    }

    private static String trimmed(URI base) {
        String address = base.toString();
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    /** One parameter more; may be repeated. */
    public Query with(String name, Object value) {
        text.append(first ? '?' : '&').append(encoded(name)).append('=').append(encoded(String.valueOf(value)));
        first = false;
        return this;
    }

    /** Percent-encoded, a space as %20. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public URI uri() {
        return URI.create(text.toString());
    }
}
