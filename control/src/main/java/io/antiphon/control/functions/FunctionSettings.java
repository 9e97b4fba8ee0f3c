package io.antiphon.control.functions;

import io.antiphon.control.agents.AgentTool;
import io.antiphon.control.agents.ToolHeaders;
import io.antiphon.control.agents.ToolRules;
import io.antiphon.control.api.Body;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides about a function.
 *
 * @param name by which the model asks for it and agents name it; unique in the organisation
 * @param description tells the model what it does, and when to ask for it
 * @param parameters JSON Schema of the arguments, of type object
 * @param webhookUrl where it is done, http or https; null for nowhere yet
 * @param method GET, POST, PUT or PATCH
 * @param headers sent along
 * @param active whether agents are offered it
 */
public record FunctionSettings(
        String name,
        String description,
        String parameters,
        @Nullable String webhookUrl,
        String method,
        ToolHeaders headers,
        boolean active) {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH");

    public FunctionSettings {
        if (!ToolRules.isName(name)) {
            throw new InvalidFunction("name", "must hold 1 to 64 letters, digits, _ and -, such as get_weather");
        }
        var rules = new ToolRules(InvalidFunction::new);
        rules.ownName("name", name);
        if (description.length() > 2_000) {
            throw new InvalidFunction("description", "may hold at most 2000 characters");
        }
        rules.parameters("parameters", parameters);
        if (webhookUrl != null) {
            rules.url("webhook_url", webhookUrl);
        }
        if (!METHODS.contains(method)) {
            throw new InvalidFunction("method", "must be GET, POST, PUT or PATCH");
        }
        rules.headers("headers", headers);
        if (webhookUrl == null && !headers.values().isEmpty()) {
            throw new InvalidFunction("headers", "are sent to webhook_url: give it too");
        }
    }

    /** One that asks nobody yet. */
    private static FunctionSettings usual(String name) {
        return new FunctionSettings(name, "", AgentTool.NO_PARAMETERS, null, "POST", ToolHeaders.NONE, true);
    }

    /** A new one, as {@code body} wants it. */
    static FunctionSettings read(Body body) {
        return read(body, usual(body.text("name")));
    }

    /** Those of {@code base}, changed where {@code body} says something. */
    static FunctionSettings read(Body body, FunctionSettings base) {
        String url = body.has("webhook_url") ? body.text("webhook_url", null) : base.webhookUrl();
        var read = new FunctionSettings(
                Objects.requireNonNull(body.text("name", base.name())),
                Objects.requireNonNull(body.text("description", body.has("description") ? "" : base.description())),
                parameters(body, base),
                url,
                Objects.requireNonNull(body.text("method", base.method())),
                headers(body, base, url),
                body.truth("is_active", base.active()));
        body.end();
        return read;
    }

    private static String parameters(Body body, FunctionSettings base) {
        if (!body.has("parameters")) {
            return base.parameters();
        }
        String sent = body.json("parameters");
        return sent == null || sent.equals("{}") ? AgentTool.NO_PARAMETERS : sent;
    }

    /** Values that stay as they were are told to the same server and to no other. */
    private static ToolHeaders headers(Body body, FunctionSettings base, @Nullable String url) {
        boolean same = url != null && base.webhookUrl() != null && ToolRules.sameServer(url, base.webhookUrl());
        ToolHeaders wanted = base.headers().hidden();
        if (body.has("headers") || url == null) {
            wanted = ToolHeaders.given(body.textsByName("headers", Map.of()));
        }
        return wanted.withKept(same ? base.headers() : ToolHeaders.NONE, FunctionSettings::valueMissing);
    }

    private static InvalidFunction valueMissing(String header) {
        return new InvalidFunction(
                "headers", "must hold the value of " + header + " again, for the function or its server is new");
    }

    /** The same with other headers. */
    FunctionSettings with(ToolHeaders others) {
        return new FunctionSettings(name, description, parameters, webhookUrl, method, others, active);
    }

    /** As an agent has it; empty where it is switched off or asks nobody. */
    public Optional<AgentTool> tool() {
        if (!active || webhookUrl == null) {
            return Optional.empty();
        }
        return Optional.of(new AgentTool(
                name,
                description.isBlank() ? name : description,
                parameters,
                webhookUrl,
                method,
                headers,
                AgentTool.USUAL_TIMEOUT_MS));
    }
}
