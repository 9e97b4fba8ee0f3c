package io.antiphon.providers.catalogue;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.providers.wire.VendorFailures;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Whether a key serves. */
public sealed interface Check {
    /** How long a vendor has to answer. */
    Duration PATIENCE = Duration.ofSeconds(5);

    /** It does. */
    record Serves() implements Check {}

    /** It does not, or nobody knows; with the reason and the remedy in a sentence that does not hold the key. */
    record Fails(ProviderFailure.Kind kind, String reason) implements Check {}

    /** What comes of a request. */
    static Check of(HttpClient client, Offer offer, HttpRequest request) throws InterruptedException {
        var failures = new VendorFailures(offer.name());
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() < 300) {
                return new Serves();
            }
            String code = response.body().contains("API_KEY_INVALID") ? "api_key_invalid" : "";
            return fails(failures.status(response.statusCode(), response.headers(), code));
        } catch (IOException lost) {
            return fails(failures.broken(lost));
        }
    }

    private static Fails fails(ProviderFailure failure) {
        return new Fails(failure.kind(), String.valueOf(failure.getMessage()));
    }
}
