package io.antiphon.server.wiring;

import io.antiphon.audio.SileroVad;
import io.antiphon.ports.knowledge.Embedder;
import io.antiphon.providers.local.ear.Sphinx4;
import io.antiphon.providers.local.mind.Lector;
import io.antiphon.providers.resilience.CircuitBreaker;
import io.antiphon.providers.resilience.ResilientProviders;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.metrics.Meters;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Engages vendors whose keys are set, beside what is embedded, which all organisations share. */
record Hiring(Sphinx4 embedded, SileroVad detector, Embedder embedder, Meters meters) {
    private static final Logger log = LoggerFactory.getLogger(Hiring.class);

    /**
     * Each has breakers of its own: a key that one organisation mistyped says nothing about the vendor.
     *
     * @param own keys by vendor that stand before those of the environment
     */
    Staffing hire(Configuration base, Map<String, ApiKey> own) {
        Configuration configuration = base.with(own);
        var guards = new ResilientProviders(CircuitBreaker.Limits.ORDINARY, InstantSource.system(), failure -> {
            meters.failed(failure);
            // The message may quote the vendor; its kind is enough to look it up.
            log.warn("{} failed: {}", failure.provider(), failure.kind());
        });
        var minds = new Minds(configuration, new Lector(embedder), guards);
        var leads = new Leads(configuration, guards);
        var cast = new Cast(
                new Ears(configuration, embedded, guards),
                minds,
                leads,
                new Voices(configuration, System.getenv().getOrDefault("PATH", ""), guards),
                embedded,
                detector,
                embedder);
        // Health is known once everything has been guarded that agents get who name nothing.
        minds.descriptions();
        leads.descriptions();
        return new Staffing(KeyedOffer.all(configuration), own.keySet(), cast, new ProviderHealth(guards));
    }
}
