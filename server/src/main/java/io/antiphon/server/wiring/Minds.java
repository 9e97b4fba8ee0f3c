package io.antiphon.server.wiring;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.providers.anthropic.Anthropic;
import io.antiphon.providers.gemini.Gemini;
import io.antiphon.providers.openai.ChatEndpoint;
import io.antiphon.providers.openai.OpenAiCompatible;
import io.antiphon.providers.resilience.ResilientProviders;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.VendorModel;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Vendors;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What thinks: the vendors whose key is set, and behind them the answerer that needs none. */
final class Minds implements AutoCloseable {
    private static final String OPENAI = "openai";
    private static final String LECTOR = "lector";

    /** Which vendor's model a name is, by how it begins. */
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("gpt-", OPENAI),
            Map.entry("chatgpt-", OPENAI),
            Map.entry("claude-", "anthropic"),
            Map.entry("gemini-", "gemini"),
            Map.entry("deepseek-", "deepseek"),
            Map.entry("llama-", "groq"),
            Map.entry("mixtral-", "groq"));

    /** Models that agents may name besides the vendors' standard ones; each keeps a connection. */
    private static final int MOST_NAMED = 64;

    private final SequencedMap<String, Source> known = new LinkedHashMap<>();
    private final Map<String, LanguageModel> made = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Runnable> closing = new ConcurrentLinkedQueue<>();
    private final ResilientProviders guards;
    private final List<String> order;

    /** Where models come from. {@code standard} is what agents get that name none; null where they get nothing. */
    private record Source(String name, @Nullable String standard, Function<String, LanguageModel> make) {}

    /** @param answerer what answers without any model, when nobody else does */
    Minds(Configuration configuration, LanguageModel answerer, ResilientProviders guards) {
        this.guards = guards;
        this.order = configuration.order().minds();
        Configuration.Mind openai = configuration.mind();
        if (openai.isReachable()) {
            URI base = base(openai);
            know(OPENAI, openai.model(), model -> compatible(name(base), base, openai.apiKey(), model, "{}"));
        }
        vendors(configuration.vendors());
        know(LECTOR, LECTOR, model -> answerer);
    }

    private void vendors(Vendors vendors) {
        Vendors.Anthropic anthropic = vendors.anthropic();
        ApiKey anthropicKey = anthropic.key();
        if (anthropicKey != null) {
            know("anthropic", anthropic.model(), model -> {
                var mind = new Anthropic(VendorModel.of(anthropicKey, anthropic.baseUrl(), model));
                closing.add(mind::close);
                return mind;
            });
        }
        Vendors.Gemini gemini = vendors.gemini();
        ApiKey geminiKey = gemini.key();
        if (geminiKey != null) {
            know("gemini", gemini.model(), model -> {
                var mind = new Gemini(VendorModel.of(geminiKey, gemini.baseUrl(), model));
                closing.add(mind::close);
                return mind;
            });
        }
        Vendors.DeepSeek deepSeek = vendors.deepSeek();
        if (deepSeek.key() != null) {
            // It would think aloud before it answers, while the caller waits.
            String quick = "{\"thinking\":{\"type\":\"disabled\"}}";
            know(
                    "deepseek",
                    deepSeek.model(),
                    model -> compatible("deepseek", deepSeek.baseUrl(), deepSeek.key(), model, quick));
        }
        Vendors.Groq groq = vendors.groq();
        if (groq.key() != null) {
            know("groq", groq.model(), model -> compatible("groq", groq.baseUrl(), groq.key(), model, "{}"));
        }
    }

    private void know(String name, @Nullable String standard, Function<String, LanguageModel> make) {
        known.put(name, new Source(name, standard, make));
    }

    private LanguageModel compatible(String name, URI base, @Nullable ApiKey key, String model, String extra) {
        ChatEndpoint ordinary = ChatEndpoint.of(name, base, key == null ? null : key.reveal(), model);
        var mind = new OpenAiCompatible(new ChatEndpoint(
                name, base, ordinary.apiKey(), model, null, ordinary.maxTokens(), extra, ordinary.timeouts()));
        closing.add(mind::close);
        return mind;
    }

    /** Where OpenAI's language is spoken. */
    static URI base(Configuration.Mind settings) {
        return settings.baseUrl() == null ? URI.create("https://api.openai.com/v1") : settings.baseUrl();
    }

    /** The provider's name for the record: the host without its first and last label, as people say it. */
    static String name(URI base) {
        String host = base.getHost();
        if (host.equals("localhost") || host.matches("[0-9.]+")) {
            return "local-chat";
        }
        String[] labels = host.split("\\.");
        return labels.length < 2 ? host : labels[labels.length - 2];
    }

    /** How each introduces itself, first choice first. */
    List<ProviderDescription> descriptions() {
        return of(null).stream().map(LanguageModel::description).toList();
    }

    /**
     * The models to ask for an agent: the one it names, then the others.
     *
     * @param choice a provider, {@code provider:model}, or a model by the vendor's name alone
     */
    List<LanguageModel> of(@Nullable String choice) {
        List<LanguageModel> minds = new ArrayList<>();
        Wish wish = choice == null ? null : wish(choice);
        if (wish != null) {
            minds.add(mind(wish.source(), wish.model()));
        }
        for (Source source : Preference.order(known, order)) {
            if (source.standard() != null
                    && (wish == null || !wish.source().name().equals(source.name()))) {
                minds.add(mind(source, source.standard()));
            }
        }
        return minds;
    }

    /** The same with {@code fallbacks} behind it, and then nobody but the answerer; with none, the others. */
    List<LanguageModel> of(@Nullable String choice, List<String> fallbacks) {
        List<LanguageModel> named = named(fallbacks);
        return named.isEmpty()
                ? of(choice)
                : Stream.concat(Stream.of(of(choice).getFirst()), named.stream())
                        .distinct()
                        .toList();
    }

    /** Who steps in for a model that leads calls: {@code fallbacks} and then nobody but the answerer; with none, all. */
    List<LanguageModel> behindALead(List<String> fallbacks) {
        List<LanguageModel> named = named(fallbacks);
        return named.isEmpty() ? of(null) : named;
    }

    /** Those of them that are there, and the answerer; empty where none is. */
    private List<LanguageModel> named(List<String> fallbacks) {
        List<String> there = fallbacks.stream().filter(this::knows).toList();
        return there.isEmpty()
                ? List.of()
                : Stream.concat(there.stream(), Stream.of(LECTOR))
                        .map(name -> of(name).getFirst())
                        .distinct()
                        .toList();
    }

    /** Whose model a name is; OpenAI's where it does not say. */
    static String vendor(String choice) {
        int colon = choice.indexOf(':');
        String first = colon < 0 ? choice : choice.substring(0, colon);
        if (PREFIXES.containsValue(first)) {
            return first;
        }
        return PREFIXES.entrySet().stream()
                .filter(prefix -> choice.startsWith(prefix.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OPENAI);
    }

    /** Whether an agent may name it. */
    boolean knows(String choice) {
        return !Leads.isOne(choice) && wish(choice) != null;
    }

    private record Wish(Source source, String model) {}

    private @Nullable Wish wish(String choice) {
        int colon = choice.indexOf(':');
        String provider = colon < 0 ? choice : choice.substring(0, colon);
        Source named = known.get(provider);
        if (named == null && PREFIXES.containsValue(provider)) {
            // What was meant for one vendor is not another's to hear.
            return null;
        }
        if (named != null) {
            String model = colon < 0 ? named.standard() : choice.substring(colon + 1);
            return model == null || model.isBlank() ? null : affordable(new Wish(named, model));
        }
        Source source = known.getOrDefault(vendor(choice), known.get(OPENAI));
        return source == null ? null : affordable(new Wish(source, choice));
    }

    private @Nullable Wish affordable(Wish wish) {
        boolean standard = wish.model().equals(wish.source().standard());
        return standard || made.containsKey(key(wish)) || made.size() < MOST_NAMED ? wish : null;
    }

    private static String key(Wish wish) {
        return wish.source().name() + ' ' + wish.model();
    }

    private LanguageModel mind(Source source, String model) {
        // The answerer has no models to choose from.
        String asked = source.name().equals(LECTOR) ? LECTOR : model;
        return made.computeIfAbsent(
                key(new Wish(source, asked)), key -> guards.guard(source.make().apply(asked)));
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
