package io.antiphon.control.agents;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What everything must be like that an agent can do by asking an address.
 *
 * @param wrong makes the error of a part and of what it must be
 */
public record ToolRules(BiFunction<String, String, ? extends RuntimeException> wrong) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]{0,4000}");
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

    private static final Set<String> BUILT_IN = Set.of("end_call");
    private static final int LONGEST = 20_000;
    private static final int MOST_HEADERS = 20;

    /** Whether a model can ask for it by this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The name is no other tool's that every agent can have. */
    public void ownName(String part, String name) {
        if (BUILT_IN.contains(name)) {
            throw wrong.apply(part, "is a built-in tool's: choose another one");
        }
    }

    /** A JSON Schema of an object. */
    public void parameters(String part, String parameters) {
        if (parameters.length() > LONGEST || !isObjectSchema(parameters)) {
            throw wrong.apply(part, "must be a JSON Schema with \"type\": \"object\"");
        }
    }

    /** An address on the web. */
    public void url(String part, String url) {
        if (url.length() > 2_000 || address(url) == null) {
            throw wrong.apply(
                    part, "must be an address such as https://api.example.org/orders, without user and fragment");
        }
    }

    /** Names and values of headers that a request does not set itself. */
    public void headers(String part, ToolHeaders headers) {
        if (headers.values().size() > MOST_HEADERS) {
            throw wrong.apply(part, "may hold at most " + MOST_HEADERS);
        }
        headers.values().forEach((name, value) -> {
            if (!HEADER.matcher(name).matches()
                    || !(value.sealed() || VALUE.matcher(value.text()).matches())) {
                throw wrong.apply(part, "must be names and values of printable ASCII characters");
            }
            if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw wrong.apply(part, "may not hold " + name + ", which is set by itself");
            }
        });
    }

    /** Whether both are of the same server. */
    public static boolean sameServer(String one, String other) {
        URI mine = address(one);
        URI theirs = address(other);
        return mine != null
                && theirs != null
                && mine.getScheme().equalsIgnoreCase(theirs.getScheme())
                && mine.getHost().equalsIgnoreCase(theirs.getHost())
                && mine.getPort() == theirs.getPort();
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
}
