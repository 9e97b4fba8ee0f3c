package io.antiphon.providers.gemini;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.providers.wire.EventStream;
import io.antiphon.providers.wire.Pieces;
import io.antiphon.providers.wire.Query;
import io.antiphon.providers.wire.VendorFailures;
import io.antiphon.providers.wire.VendorModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A Gemini model, streamed, with tools (<a href="https://ai.google.dev/api/generate-content">generateContent</a>). */
public final class Gemini implements LanguageModel, AutoCloseable {
    /** The vendor's ordinary address. */
    public static final URI BASE = URI.create("https://generativelanguage.googleapis.com");

    private static final String NAME = "gemini";

    private final VendorModel model;
    private final VendorFailures failures = new VendorFailures(NAME);
    private final HttpClient client;

    public Gemini(VendorModel model) {
        this.model = model;
        this.client = model.client();
    }

    @Override
    public ProviderDescription description() {
        return new ProviderDescription(
                NAME,
                false,
                Set.of(),
                "Words and passages of the call are sent to " + model.base().getHost() + ".");
    }

    @Override
    public void answer(Prompt prompt, Consumer<ModelPiece> sink) throws ProviderFailure, InterruptedException {
        Pieces.stopIfInterrupted();
        String idPrefix = ToolIds.OURS + prompt.messages().size() + "-";
        try (var stream = EventStream.open(client, request(prompt), model.times(), failures, Gemini::refused)) {
            var answer = new ContentAnswer(failures, new Pieces(sink), idPrefix);
            for (var event = stream.next(); event != null; event = stream.next()) {
                if (answer.take(Pieces.object(event.data(), failures))) {
                    stream.begin();
                }
            }
            answer.finish();
            stream.finish();
        }
    }

    private HttpRequest request(Prompt prompt) {
        String path = "/v1beta/models/" + Query.encoded(model.model()) + ":streamGenerateContent";
        return HttpRequest.newBuilder(
                        Query.http(model.base(), path).with("alt", "sse").uri())
                .header("Content-Type", "application/json")
                .header("x-goog-api-key", model.key().reveal())
                .POST(HttpRequest.BodyPublishers.ofString(ContentRequest.body(prompt, model)))
                .build();
    }

    /** An error is an object, or the only element of an array. */
    private static ProviderFailure refused(EventStream.Refusal refusal, VendorFailures failures) {
        JsonNode body = Pieces.lenient(refusal.body());
        JsonNode error = body.isArray() ? body.path(0).path("error") : body.path("error");
        List<String> codes = new ArrayList<>(List.of(error.path("status").asString("")));
        String retryAfter = refusal.headers().firstValue("retry-after").orElse("");
        for (JsonNode detail : error.path("details")) {
            codes.add(detail.path("reason").asString(""));
            retryAfter = detail.path("retryDelay").asString(retryAfter).replaceAll("s$", "");
        }
        if (refusal.status() >= 300) {
            return failures.status(refusal.status(), retryAfter, codes.toArray(String[]::new));
        }
        return error.isObject()
                ? failures.told(codes.toArray(String[]::new))
                : failures.unreadable("sent something that is no event stream");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
