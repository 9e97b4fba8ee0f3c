package io.antiphon.providers.openai;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.providers.wire.Arrivals;
import io.antiphon.providers.wire.EventStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Any chat model behind an endpoint that speaks OpenAI's chat completions: OpenAI, Groq, DeepSeek, Ollama, vLLM,
 * llama.cpp, OpenRouter and others. Streams; keeps its connections warm.
 */
public final class OpenAiCompatible implements LanguageModel, AutoCloseable {
    private final ChatEndpoint endpoint;
    private final Failures failures;
    private final HttpClient client;

    public OpenAiCompatible(ChatEndpoint endpoint) {
        this.endpoint = endpoint;
        this.failures = new Failures(endpoint);
        this.client = HttpClient.newBuilder()
                .connectTimeout(endpoint.timeouts().connect())
                // Over plain http the JDK would ask to upgrade to HTTP/2, which confuses some local servers.
                .version(
                        endpoint.baseUrl().getScheme().equals("https")
                                ? HttpClient.Version.HTTP_2
                                : HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public ProviderDescription description() {
        return new ProviderDescription(
                endpoint.name(),
                false,
                Set.of(),
                "Words and passages of the call are sent to "
                        + endpoint.baseUrl().getHost() + ".");
    }

    @Override
    public void answer(Prompt prompt, Consumer<ModelPiece> sink) throws ProviderFailure, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var arrivals = new Arrivals();
        var exchange = client.sendAsync(request(prompt), arrivals);
        var _ = exchange.whenComplete((done, failed) -> {
            if (failed != null) {
                arrivals.broken(failed);
            }
        });
        try {
            var answer = new ChatAnswer(failures, "call-" + prompt.messages().size() + "-", sink);
            new ChatStream(arrivals, endpoint.timeouts(), failures, answer).read();
            EventStream.settle(exchange);
        } finally {
            // Closes the connection at once unless the body has been read to its end.
            exchange.cancel(true);
        }
    }

    private HttpRequest request(Prompt prompt) {
        var request = HttpRequest.newBuilder(endpoint.chatCompletions())
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(ChatRequest.body(prompt, endpoint), StandardCharsets.UTF_8));
        String key = endpoint.apiKey();
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return request.build();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
