package io.antiphon.providers.tool;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where and how a tool is asked.
 *
 * @param url http or https
 * @param method GET and DELETE carry the arguments in the query, the others in a body
 * @param headers sent along; may hold secrets
 * @param timeout how long the whole answer may take
 */
public record HttpToolSettings(URI url, String method, Map<String, String> headers, Duration timeout) {
    public HttpToolSettings {
        headers = Map.copyOf(headers);
    }

    /** Leaves the headers out. */
    @Override
    public String toString() {
        return method + " " + url.getHost();
    }
}
