package io.antiphon.control.agents;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something an agent can do by asking an address over HTTP.
 *
 * @param name by which the model asks for it
 * @param description tells the model what it does, and when to ask for it
 * @param parameters JSON Schema of the arguments, of type object
 * @param url where it is done, http or https
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param headers sent along; may hold secrets
 * @param timeoutMs how long an answer may take, 1 000 to 60 000 milliseconds
 */
public record AgentTool(
        String name,
        String description,
        String parameters,
        String url,
        String method,
        Map<String, String> headers,
        int timeoutMs) {
    /** Arguments of a tool that takes none. */
    static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

    /** How long an answer may take where nobody says. */
    static final int USUAL_TIMEOUT_MS = 10_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]{0,4000}");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    /** What a request says of itself. */
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "idempotency-key",
            "transfer-encoding",
            "upgrade");

    private static final List<String> BUILT_IN = List.of("end_call");
    private static final int LONGEST = 20_000;
    private static final int MOST_HEADERS = 20;

    public AgentTool {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        if (!NAME.matcher(name).matches()) {
            throw new InvalidAgent("tools", "must have names of 1 to 64 letters, digits, _ and -");
        }
        if (BUILT_IN.contains(name)) {
            throw wrong(name, "name", "is a built-in tool's: choose another one");
        }
        if (description.isBlank() || description.length() > 2_000) {
            throw wrong(name, "description", "must hold 1 to 2000 characters that tell the model what it does");
        }
        if (parameters.length() > LONGEST || !isObjectSchema(parameters)) {
            throw wrong(name, "parameters", "must be a JSON Schema with \"type\": \"object\"");
        }
        if (url.length() > 2_000 || address(url) == null) {
            throw wrong(
                    name,
                    "url",
                    "must be an address such as https://api.example.org/orders, without user and fragment");
        }
        if (!METHODS.contains(method)) {
            throw wrong(name, "method", "must be GET, POST, PUT, PATCH or DELETE");
        }
        if (headers.size() > MOST_HEADERS) {
            throw wrong(name, "headers", "may hold at most " + MOST_HEADERS);
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (!HEADER.matcher(header.getKey()).matches()
                    || !VALUE.matcher(header.getValue()).matches()) {
                throw wrong(name, "headers", "must be names and values of printable ASCII characters");
            }
            if (OURS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                throw wrong(name, "headers", "may not hold " + header.getKey() + ", which is set by itself");
            }
        }
        if (timeoutMs < 1_000 || timeoutMs > 60_000) {
            throw wrong(name, "timeout_ms", "must lie between 1000 and 60000, not " + timeoutMs);
        }
    }

    /** The same that asks with these headers. */
    AgentTool with(Map<String, String> others) {
        return new AgentTool(name, description, parameters, url, method, others, timeoutMs);
    }

    /** Whether both ask the same server. */
    boolean asksWhere(AgentTool other) {
        URI mine = address(url);
        URI theirs = address(other.url);
        return mine != null
                && theirs != null
                && mine.getScheme().equalsIgnoreCase(theirs.getScheme())
                && mine.getHost().equalsIgnoreCase(theirs.getHost())
                && mine.getPort() == theirs.getPort();
    }

    static InvalidAgent wrong(String tool, String part, String remedy) {
        return new InvalidAgent("tools", part + " of " + tool + " " + remedy);
    }

    private static @Nullable URI address(String url) {
        try {
            URI address = new URI(url);
            String scheme = address.getScheme();
            boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
            return web
                            && address.getHost() != null
                            && address.getRawUserInfo() == null
                            && address.getRawFragment() == null
                    ? address
                    : null;
        } catch (URISyntaxException broken) {
            return null;
        }
    }

    private static boolean isObjectSchema(String parameters) {
        try {
            JsonNode schema = JSON.readTree(parameters);
            return schema.isObject() && schema.path("type").asString("").equals("object");
        } catch (JacksonException broken) {
            return false;
        }
    }

    /** Leaves the headers' values out. */
    @Override
    public String toString() {
        return "AgentTool[" + name + "]";
    }
}
