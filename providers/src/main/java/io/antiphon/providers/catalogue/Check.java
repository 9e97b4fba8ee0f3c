package io.antiphon.providers.catalogue;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.providers.wire.VendorFailures;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether a key serves. */
public sealed interface Check {
    /** How long a vendor has to answer, to the last byte. */
    Duration PATIENCE = Duration.ofSeconds(5);

    /** More than any vendor says about an error; lists of models, which are longer, are not read. */
    long LONGEST_ERROR_BYTES = 64 * 1024;

    /** It does. */
    record Serves() implements Check {}

    /** It does not, or nobody knows; with the reason and the remedy in a sentence that does not hold the key. */
    record Fails(ProviderFailure.Kind kind, String reason) implements Check {}

    /** What comes of a request within {@code patience}. */
    static Check of(HttpClient client, Offer offer, HttpRequest request, Duration patience)
            throws InterruptedException {
        var failures = new VendorFailures(offer.name());
        // The timeout of a request ends with the headers of its answer; a vendor may stall in the middle of the body.
        CompletableFuture<HttpResponse<String>> asked = client.sendAsync(request, Check::body);
        try {
            HttpResponse<String> response = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() < 300) {
                return new Serves();
            }
            String code = response.body().contains("API_KEY_INVALID") ? "api_key_invalid" : "";
            return fails(failures.status(response.statusCode(), response.headers(), code));
        } catch (TimeoutException late) {
            return fails(failures.broken(new HttpTimeoutException("no answer within " + patience)));
        } catch (ExecutionException lost) {
            return switch (lost.getCause()) {
                case IOException broken -> fails(failures.broken(broken));
                case null, default -> throw new IllegalStateException("a key could not be tested", lost);
            };
        } finally {
            asked.cancel(true);
        }
    }

    private static BodySubscriber<String> body(ResponseInfo answer) {
        return answer.statusCode() < 300
                ? BodySubscribers.replacing("")
                : BodySubscribers.limiting(BodySubscribers.ofString(StandardCharsets.UTF_8), LONGEST_ERROR_BYTES);
    }

    private static Fails fails(ProviderFailure failure) {
        return new Fails(failure.kind(), String.valueOf(failure.getMessage()));
    }
}
