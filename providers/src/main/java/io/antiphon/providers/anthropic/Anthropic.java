package io.antiphon.providers.anthropic;

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
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** An Anthropic model, streamed, with tools (<a href="https://platform.claude.com/docs/en/api/messages">Messages</a>). */
public final class Anthropic implements LanguageModel, AutoCloseable {
    /** The vendor's ordinary address. */
    public static final URI BASE = URI.create("https://api.anthropic.com");

    /** The version of the interface that this speaks. */
    public static final String VERSION = "2026-10-21";

    private static final String NAME = "anthropic";

    private final VendorModel model;
    private final VendorFailures failures = new VendorFailures(NAME);
    private final HttpClient client;

    public Anthropic(VendorModel model) {
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
        try (var stream = EventStream.open(client, request(prompt), model.times(), failures, Anthropic::refused)) {
            var answer = new MessageAnswer(failures, new Pieces(sink));
            while (!answer.isComplete()) {
                var event = stream.next();
                if (event == null) {
                    throw failures.late("the answer broke off before its end");
                }
                if (answer.take(Pieces.object(event.data(), failures))) {
                    stream.begin();
                }
            }
            stream.finish();
        }
    }

    private HttpRequest request(Prompt prompt) {
        return HttpRequest.newBuilder(Query.http(model.base(), "/v1/messages").uri())
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header("anthropic-version", VERSION)
                .header("x-api-key", model.key().reveal())
                .POST(HttpRequest.BodyPublishers.ofString(MessageRequest.body(prompt, model)))
                .build();
    }

    private static ProviderFailure refused(EventStream.Refusal refusal, VendorFailures failures) {
        JsonNode error = Pieces.lenient(refusal.body()).path("error");
        String type = error.path("type").asString("");
        if (refusal.status() >= 300) {
            return failures.status(refusal.status(), refusal.headers(), type);
        }
        return error.isObject() ? failures.told(type) : failures.unreadable("sent something that is no event stream");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
