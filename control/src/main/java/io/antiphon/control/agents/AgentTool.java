package io.antiphon.control.agents;

import java.util.Set;

/**
 * Something an agent can do by asking an address over HTTP.
 *
 * @param name by which the model asks for it
 * @param description tells the model what it does, and when to ask for it
 * @param parameters JSON Schema of the arguments, of type object
 * @param url where it is done, http or https
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param headers sent along
 * @param timeoutMs how long an answer may take, 1 000 to 60 000 milliseconds
 */
public record AgentTool(
        String name,
        String description,
        String parameters,
        String url,
        String method,
        ToolHeaders headers,
        int timeoutMs) {
    /** Arguments of a tool that takes none. */
    public static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

    /** How long an answer may take where nobody says. */
    public static final int USUAL_TIMEOUT_MS = 10_000;

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    public AgentTool {
        if (!ToolRules.isName(name)) {
            throw new InvalidAgent("tools", "must have names of 1 to 64 letters, digits, _ and -");
        }
        var rules = new ToolRules((part, remedy) -> wrong(name, part, remedy));
        rules.ownName("name", name);
        if (description.isBlank() || description.length() > 2_000) {
            throw wrong(name, "description", "must hold 1 to 2000 characters that tell the model what it does");
        }
        rules.parameters("parameters", parameters);
        rules.url("url", url);
        if (!METHODS.contains(method)) {
            throw wrong(name, "method", "must be GET, POST, PUT, PATCH or DELETE");
        }
        rules.headers("headers", headers);
        if (timeoutMs < 1_000 || timeoutMs > 60_000) {
            throw wrong(name, "timeout_ms", "must lie between 1000 and 60000, not " + timeoutMs);
        }
    }

    /** The same that asks with these headers. */
    AgentTool with(ToolHeaders others) {
        return new AgentTool(name, description, parameters, url, method, others, timeoutMs);
    }

    /** Whether both have one name and ask one server. */
    boolean isLike(AgentTool other) {
        return name.equals(other.name) && ToolRules.sameServer(url, other.url);
    }

    static InvalidAgent wrong(String tool, String part, String remedy) {
        return new InvalidAgent("tools", part + " of " + tool + " " + remedy);
    }

    /** Leaves the headers out. */
    @Override
    public String toString() {
        return "AgentTool[" + name + "]";
    }
}
