package io.antiphon.server.wiring;

import io.antiphon.providers.catalogue.Catalogue;
import io.antiphon.providers.catalogue.Check;
import io.antiphon.providers.catalogue.Offer;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Vendors;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's offer at the address that is configured.
 *
 * @param key what switches it on; null where nobody has set it
 */
public record KeyedOffer(Offer offer, @Nullable ApiKey key) {

    /** All there are, ears first. */
    public static List<KeyedOffer> all(Configuration configuration) {
        return Catalogue.offers().stream()
                .map(offer -> of(offer, configuration))
                .toList();
    }

    private static KeyedOffer of(Offer offer, Configuration configuration) {
        Vendors vendors = configuration.vendors();
        return switch (offer.keyVariable()) {
            case "OPENAI_API_KEY" ->
                switch (offer.kind()) {
                    case MIND -> openAi(offer, configuration.mind());
                    case DIALOGUE ->
                        at(
                                offer,
                                vendors.realtime().address(configuration.mind().baseUrl()),
                                configuration.mind().apiKey());
                    case EAR, VOICE -> openAiSpeech(offer, vendors.openAi(), configuration.mind());
                };
            case "DEEPGRAM_API_KEY" ->
                at(offer, vendors.deepgram().baseUrl(), vendors.deepgram().key());
            case "ELEVENLABS_API_KEY" ->
                at(offer, vendors.elevenLabs().baseUrl(), vendors.elevenLabs().key());
            case "CARTESIA_API_KEY" ->
                at(offer, vendors.cartesia().baseUrl(), vendors.cartesia().key());
            case "ANTHROPIC_API_KEY" ->
                at(offer, vendors.anthropic().baseUrl(), vendors.anthropic().key());
            case "GEMINI_API_KEY" ->
                at(offer, vendors.gemini().baseUrl(), vendors.gemini().key());
            case "DEEPSEEK_API_KEY" ->
                at(offer, vendors.deepSeek().baseUrl(), vendors.deepSeek().key());
            case "GROQ_API_KEY" ->
                at(offer, vendors.groq().baseUrl(), vendors.groq().key());
            default -> throw new IllegalStateException("no setting holds " + offer.keyVariable());
        };
    }

    private static KeyedOffer at(Offer offer, URI base, @Nullable ApiKey key) {
        return new KeyedOffer(offer.at(base), key);
    }

    /** Whatever speaks OpenAI's language; some of it, on one's own machine, wants no key. */
    private static KeyedOffer openAi(Offer offer, Configuration.Mind mind) {
        URI base = Minds.base(mind);
        boolean keyless = mind.apiKey() == null;
        return new KeyedOffer(
                new Offer(
                        offer.name(),
                        mind.baseUrl() == null ? offer.title() : "OpenAI's language at " + base.getHost(),
                        offer.kind(),
                        offer.languages(),
                        offer.keyVariable(),
                        base,
                        "/models",
                        keyless ? none -> Map.of() : offer.headers()),
                keyless && mind.isReachable() ? new ApiKey(offer.name(), "none") : mind.apiKey());
    }

    /** OpenAI's ear and voice, which want a model besides the key. */
    private static KeyedOffer openAiSpeech(Offer offer, Vendors.OpenAi settings, Configuration.Mind mind) {
        String model = offer.kind() == Offer.Kind.EAR ? settings.transcriptionModel() : settings.speechModel();
        return at(offer, settings.address(mind.baseUrl()), model == null ? null : mind.apiKey());
    }

    /** Whether it is switched on. */
    public boolean configured() {
        return key != null;
    }

    /**
     * Asks the vendor whether the key serves; blocks for some seconds at most.
     *
     * @throws IllegalStateException where there is no key
     */
    public Check check() throws InterruptedException {
        if (key == null) {
            throw new IllegalStateException("there is no key for " + offer.name());
        }
        return offer.check(key);
    }

    /** The name under which calls' records and figures know it. */
    String recordedAs() {
        return offer.name().equals("openai") ? Minds.name(offer.base()) : offer.name();
    }
}
