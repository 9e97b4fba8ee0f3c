package io.antiphon.providers.tool;

import io.antiphon.ports.mind.Tool;
import io.antiphon.ports.mind.ToolDescription;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.net.URIBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool that asks an address over HTTP. The body of POST, PUT and PATCH is {@code {"name", "args", "call"}}, as Retell's
 * custom functions have it; GET and DELETE carry the arguments in the query. {@code Idempotency-Key} names the wish. What
 * goes wrong is told to the model as a text that begins with {@code error:}.
 */
final class HttpTool implements Tool {
    /** Longest result that a model is given, in characters. */
    static final int LONGEST_RESULT = 15_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> IN_QUERY = Set.of("GET", "DELETE");
    private static final int LONGEST_REASON = 300;

    private final ToolClient client;
    private final ToolDescription description;
    private final HttpToolSettings settings;

    HttpTool(ToolClient client, ToolDescription description, HttpToolSettings settings) {
        this.client = client;
        this.description = description;
        this.settings = settings;
    }

    @Override
    public ToolDescription description() {
        return description;
    }

    @Override
    public String run(String key, String arguments) throws InterruptedException {
        HttpUriRequestBase request;
        try {
            request = request(key, arguments);
        } catch (JacksonException | URISyntaxException unreadable) {
            return "error: the arguments are not a JSON object; ask again with arguments that fit";
        }
        try {
            return client.ask(request, settings.timeout(), this::result);
        } catch (PublicAddresses.NotPublic closed) {
            return "error: the tool's address is not one of the open internet, so it was not asked";
        } catch (ToolClient.Late late) {
            return "error: the tool gave no answer within " + settings.timeout().toMillis() + " ms";
        } catch (IOException failure) {
            return "error: the tool cannot be reached";
        }
    }

    private HttpUriRequestBase request(String key, String arguments) throws URISyntaxException {
        if (!(JSON.readTree(arguments.isBlank() ? "{}" : arguments) instanceof ObjectNode args)) {
            throw new URISyntaxException("", "no object");
        }
        boolean inQuery = IN_QUERY.contains(settings.method());
        var request = new HttpUriRequestBase(settings.method(), inQuery ? with(args) : settings.url());
        settings.headers().forEach(request::setHeader);
        request.setHeader("Idempotency-Key", key);
        request.setHeader("Accept", "application/json, text/*;q=0.9, */*;q=0.1");
        if (!inQuery) {
            ObjectNode body = JSON.createObjectNode().put("name", description.name());
            body.set("args", args);
            body.putObject("call").put("call_id", key.substring(0, Math.max(0, key.indexOf('/'))));
            request.setEntity(new StringEntity(JSON.writeValueAsString(body), ContentType.APPLICATION_JSON));
        }
        return request;
    }

    private URI with(ObjectNode args) throws URISyntaxException {
        var address = new URIBuilder(settings.url());
        args.forEachEntry((name, value) -> address.addParameter(name, text(value)));
        return address.build();
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asString("") : JSON.writeValueAsString(value);
    }

    private String result(ClassicHttpResponse response) throws IOException {
        String body = "";
        if (response.getEntity() != null) {
            try (InputStream content = response.getEntity().getContent()) {
                // Four bytes hold any character.
                body = new String(content.readNBytes(4 * LONGEST_RESULT), StandardCharsets.UTF_8);
            }
        }
        int status = response.getCode();
        if (status < 200 || status >= 300) {
            return "error: the tool answered with status " + status
                    + (body.isBlank() ? "" : ": " + cut(body.strip(), LONGEST_REASON));
        }
        return cut(body, LONGEST_RESULT);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
