package io.antiphon.providers.deepgram;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.providers.wire.Keyterms;
import io.antiphon.providers.wire.LiveEar;
import io.antiphon.providers.wire.Query;
import io.antiphon.providers.wire.VendorFailures;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Deepgram's Flux models over <a href="https://developers.deepgram.com/reference/speech-to-text/listen-flux">v2/listen</a>,
 * which judge the caller's turn themselves.
 */
public final class Flux implements SpeechToText, AutoCloseable {
    private static final String NAME = "deepgram-flux";
    private static final String ENGLISH = "flux-general-en";
    /** All languages served, as primary subtags. */
    public static final Set<String> LANGUAGES = Set.of("en", "es", "fr", "de", "hi", "ru", "pt", "ja", "it", "nl");

    private static final double EAGER_END_OF_TURN = 0.5;
    private static final double END_OF_TURN = 0.7;
    private static final int MOST_KEYTERMS = 50;

    private final DeepgramSettings settings;
    private final VendorFailures failures = new VendorFailures(NAME);
    private final HttpClient client = HttpClient.newHttpClient();

    /** Asks the model of these settings: {@code flux-general-en} or {@code flux-general-multi}. */
    public Flux(DeepgramSettings settings) {
        this.settings = settings;
    }

    @Override
    public ProviderDescription description() {
        return new ProviderDescription(
                NAME,
                false,
                settings.model().equals(ENGLISH) ? Set.of("en") : LANGUAGES,
                "The caller's voice is sent to " + settings.base().getHost()
                        + ". The vendor decides when a turn is over.");
    }

    @Override
    public Ear open(EarSettings asked, Ear.Listener listener) throws ProviderFailure, InterruptedException {
        if (!description().speaks(asked.language())) {
            throw failures.language(asked.language());
        }
        return LiveEar.open(
                client,
                address(asked),
                Map.of("Authorization", "Token " + settings.key().reveal()),
                settings.times(),
                failures,
                new FluxProtocol(failures, settings.times(), Encoding.of(asked.rate())),
                listener);
    }

    private URI address(EarSettings asked) {
        var query = Query.socket(settings.base(), "/v2/listen")
                .with("model", settings.model())
                .with("encoding", Encoding.of(asked.rate()).word())
                .with("sample_rate", asked.rate())
                .with("eot_threshold", END_OF_TURN)
                .with("eager_eot_threshold", EAGER_END_OF_TURN);
        if (!settings.model().equals(ENGLISH)) {
            query.with("language_hint", Locale.forLanguageTag(asked.language()).getLanguage());
        }
        Keyterms.of(asked.domain(), MOST_KEYTERMS).forEach(term -> query.with("keyterm", term));
        return query.uri();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
