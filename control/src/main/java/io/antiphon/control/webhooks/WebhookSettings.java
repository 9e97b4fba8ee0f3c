package io.antiphon.control.webhooks;

import io.antiphon.control.api.Body;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;

/**
 * What an operator decides about a webhook.
 *
 * @param url where it is told, http or https; may hold secrets
 * @param events words of {@link EventType}, each once, in its order
 * @param active whether it is told anything
 */
record WebhookSettings(String url, String description, List<String> events, boolean active) {
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_DESCRIPTION = 500;

    WebhookSettings {
        if (url.length() > LONGEST_URL) {
            throw new InvalidWebhook("url", "may hold at most " + LONGEST_URL + " characters");
        }
        if (!isWeb(url)) {
            throw new InvalidWebhook(
                    "url", "must be an address such as https://example.org/hooks, without user and fragment");
        }
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new InvalidWebhook("description", "may hold at most " + LONGEST_DESCRIPTION + " characters");
        }
        List<String> known = EventType.words();
        if (events.isEmpty() || !known.containsAll(events)) {
            throw new InvalidWebhook("events", "must name at least one of " + String.join(", ", known));
        }
        events = known.stream().filter(events::contains).toList();
    }

    /** A new one, as {@code body} wants it. */
    static WebhookSettings read(Body body) {
        String url = body.text("url");
        String description = Objects.requireNonNull(body.text("description", ""));
        List<String> events = body.texts("events", List.of());
        boolean active = body.truth("is_active", true);
        body.end();
        return new WebhookSettings(url, description, events, active);
    }

    /** The same, changed where {@code body} says something. */
    WebhookSettings changed(Body body) {
        String otherUrl = Objects.requireNonNull(body.text("url", url));
        String other = Objects.requireNonNull(body.text("description", body.has("description") ? "" : description));
        List<String> otherEvents = body.texts("events", events);
        boolean otherActive = body.truth("is_active", active);
        body.end();
        return new WebhookSettings(otherUrl, other, otherEvents, otherActive);
    }

    /** The part of the address that holds no secret. */
    String host() {
        return URI.create(url).getHost();
    }

    private static boolean isWeb(String url) {
        try {
            URI address = new URI(url);
            String scheme = address.getScheme();
            return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
                    && address.getHost() != null
                    && address.getPort() <= 65_535
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null;
        } catch (URISyntaxException broken) {
            return false;
        }
    }

    /** Leaves out what the address may hold. */
    @Override
    public String toString() {
        return "webhook at " + host();
    }
}
