package io.antiphon.server.wiring;

import io.antiphon.ports.knowledge.Embedder;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.providers.local.mind.Lector;
import io.antiphon.providers.openai.ChatEndpoint;
import io.antiphon.providers.openai.OpenAiCompatible;
import io.antiphon.server.configuration.Configuration;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** What thinks: the configured model, and behind it the answerer that needs none. */
final class Minds {
    private static final URI OPENAI = URI.create("https://api.openai.com/v1");

    private Minds() {}

    static List<LanguageModel> of(Configuration.Mind settings, Embedder embedder) {
        LanguageModel lector = new Lector(embedder);
        return settings.isConfigured() ? List.of(new OpenAiCompatible(endpoint(settings)), lector) : List.of(lector);
    }

    private static ChatEndpoint endpoint(Configuration.Mind settings) {
        URI base = settings.baseUrl() == null ? OPENAI : settings.baseUrl();
        return ChatEndpoint.of(name(base), base, settings.apiKey(), Objects.requireNonNull(settings.model()));
    }

    /** The provider's name for the record: the host without its first and last label, as people say it. */
    private static String name(URI base) {
        String host = base.getHost();
        if (host.equals("localhost") || host.matches("[0-9.]+")) {
            return "local-chat";
        }
        String[] labels = host.split("\\.");
        return labels.length < 2 ? host : labels[labels.length - 2];
    }
}
