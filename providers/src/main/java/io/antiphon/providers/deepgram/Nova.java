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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Deepgram's Nova models over <a href="https://developers.deepgram.com/reference/speech-to-text/listen-streaming">v1/listen</a>. */
public final class Nova implements SpeechToText, AutoCloseable {
    private static final String NAME = "deepgram";

    /** Languages that a Nova-3 model serves by themselves. */
    private static final Set<String> ALONE = Set.of(
            "en", "es", "fr", "de", "hi", "ru", "pt", "ja", "it", "nl", "bn", "mr", "ta", "te", "gu", "pa", "ne");

    /** Languages that only the multilingual mode serves. */
    private static final Set<String> MIXED = Set.of("kn");

    /** All languages served, as primary subtags. */
    public static final Set<String> LANGUAGES =
            Stream.concat(ALONE.stream(), MIXED.stream()).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> ENGLISH = Set.of("en-US", "en-GB", "en-IN", "en-AU", "en-NZ");

    /** The vendor's own endpoint: shorter than the call's, so that words are final when the call asks for them. */
    private static final int ENDPOINTING_MILLIS = 300;

    private static final int UTTERANCE_END_MILLIS = 1000;
    private static final int MOST_KEYTERMS = 50;

    private final DeepgramSettings settings;
    private final VendorFailures failures = new VendorFailures(NAME);
    private final HttpClient client = HttpClient.newHttpClient();

    public Nova(DeepgramSettings settings) {
        this.settings = settings;
    }

    @Override
    public ProviderDescription description() {
        return new ProviderDescription(
                NAME,
                false,
                LANGUAGES,
                "The caller's voice is sent to " + settings.base().getHost() + ".");
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
                new NovaProtocol(failures, settings.times(), Encoding.of(asked.rate())),
                listener);
    }

    private URI address(EarSettings asked) {
        var query = Query.socket(settings.base(), "/v1/listen")
                .with("model", settings.model())
                .with("encoding", Encoding.of(asked.rate()).word())
                .with("sample_rate", asked.rate())
                .with("channels", 1)
                .with("interim_results", true)
                .with("endpointing", ENDPOINTING_MILLIS)
                .with("utterance_end_ms", UTTERANCE_END_MILLIS)
                .with("smart_format", true);
        language(query, asked.language());
        if (settings.model().startsWith("nova-3")) {
            Keyterms.of(asked.domain(), MOST_KEYTERMS).forEach(term -> query.with("keyterm", term));
        }
        return query.uri();
    }

    /** Hindi in Latin letters is a code-switching matter for Nova, and Kannada is served in that mode alone. */
    private static void language(Query query, String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        String primary = locale.getLanguage();
        if (MIXED.contains(primary) || (locale.getScript().equals("Latn") && !primary.equals("en"))) {
            query.with("language", "multi").with("language_hint", primary);
        } else {
            query.with("language", ENGLISH.contains(tag) ? tag : primary);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
