package io.antiphon.providers.wire;

import io.antiphon.ports.ProviderFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a carrier's REST API, which answers in JSON. It repeats nothing by itself, and knows which requests never left: what
 * places a call may not be sent twice. Serves many threads at once.
 */
public final class JsonExchange implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final VendorFailures failures;
    private final Duration patience;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();

    /** @param patience from connecting to the last byte of an answer */
    public JsonExchange(VendorFailures failures, Duration patience) {
        this.failures = failures;
        this.patience = patience;
    }

    /**
     * What came back, whatever its status.
     *
     * @param retryAfter the header of that name; empty where there is none
     * @param body an empty object where it was no JSON
     */
    public record Answer(int status, String retryAfter, JsonNode body) {}

    /**
     * Sends a request, and waits for the answer.
     *
     * @throws ProviderFailure where none came
     */
    public Answer ask(HttpRequest request) throws ProviderFailure, InterruptedException {
        try {
            return exchange(request);
        } catch (Lost lost) {
            throw failures.broken(lost.why);
        }
    }

    /**
     * The same for a request that changes something.
     *
     * @return empty where it may have arrived, and nobody knows what became of it
     * @throws ProviderFailure where it certainly never left
     */
    public Optional<Answer> askOnce(HttpRequest request) throws ProviderFailure, InterruptedException {
        try {
            return Optional.of(exchange(request));
        } catch (Lost lost) {
            if (isUnsent(lost.why)) {
                throw failures.broken(lost.why);
            }
            return Optional.empty();
        }
    }

    /** No answer came. */
    private static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;
        private final Throwable why;

        Lost(Throwable why) {
            super(why);
            this.why = why;
        }
    }

    private Answer exchange(HttpRequest request) throws Lost, InterruptedException {
        CompletableFuture<HttpResponse<String>> asked =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            HttpResponse<String> response = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("retry-after").orElse(""),
                    json(response.body()));
        } catch (TimeoutException late) {
            throw new Lost(new HttpTimeoutException("no answer in time"));
        } catch (ExecutionException lost) {
            throw new Lost(lost.getCause() == null ? lost : lost.getCause());
        } finally {
            asked.cancel(true);
        }
    }

    /** Whether the request never left. */
    private static boolean isUnsent(Throwable why) {
        return why instanceof ConnectException
                || why instanceof HttpConnectTimeoutException
                || why instanceof UnresolvedAddressException
                || (why.getCause() != null && isUnsent(why.getCause()))
                || !(why instanceof IOException);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException unreadable) {
            return JSON.createObjectNode();
        }
    }

    /** Lets connections go. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
