package io.antiphon.providers.catalogue;

import io.antiphon.providers.wire.ApiKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A provider that an operator may switch on with a key.
 *
 * @param name as configuration and records name it
 * @param title the vendor's own name for it
 * @param kind what it does in a call
 * @param languages BCP 47 primary language subtags; empty when any
 * @param keyVariable the environment variable that holds its key; several offers of one vendor share it
 * @param base the vendor's ordinary address
 * @param checkPath what is fetched, at no cost, to see whether a key serves
 * @param headers what a key becomes in a request
 * @param modelVariable the environment variable that has to name a model besides the key; null where one is standard
 * @param note what an operator should know before switching it on; null for nothing
 */
public record Offer(
        String name,
        String title,
        Kind kind,
        Set<String> languages,
        String keyVariable,
        URI base,
        String checkPath,
        Function<ApiKey, Map<String, String>> headers,
        @Nullable String modelVariable,
        @Nullable String note) {
    /** What a provider does in a call. */
    public enum Kind {
        EAR,
        MIND,
        /** Hears, thinks and speaks by itself. */
        DIALOGUE,
        VOICE
    }

    public Offer {
        languages = Set.copyOf(languages);
    }

    /** An offer that a key alone switches on. */
    public Offer(
            String name,
            String title,
            Kind kind,
            Set<String> languages,
            String keyVariable,
            URI base,
            String checkPath,
            Function<ApiKey, Map<String, String>> headers) {
        this(name, title, kind, languages, keyVariable, base, checkPath, headers, null, null);
    }

    /** Whose it is: what several offers have in common that one key switches on, such as {@code deepgram}. */
    public String vendor() {
        return keyVariable.replaceAll("_API_KEY$", "").toLowerCase(Locale.ROOT);
    }

    /** The same at another address, such as a vendor's European one. */
    public Offer at(URI other) {
        return new Offer(name, title, kind, languages, keyVariable, other, checkPath, headers, modelVariable, note);
    }

    /** What has to be set to switch it on, in words. */
    public String wants() {
        return modelVariable == null ? keyVariable : keyVariable + " and " + modelVariable;
    }

    /** Asks the vendor whether a key serves; blocks for some seconds at most. */
    public Check check(ApiKey key) throws InterruptedException {
        return check(key, Check.PATIENCE);
    }

    Check check(ApiKey key, Duration patience) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(patience).build();
        try {
            return Check.of(client, this, request(key), patience);
        } finally {
            // Closing it would wait for a vendor that has stalled.
            client.shutdownNow();
        }
    }

    private HttpRequest request(ApiKey key) {
        String address = base.toString().replaceAll("/+$", "") + checkPath;
        var request = HttpRequest.newBuilder(URI.create(address));
        headers.apply(key).forEach(request::header);
        return request.build();
    }
}
