package io.antiphon.server.wiring;

import io.antiphon.audio.SileroVad;
import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentDocuments;
import io.antiphon.control.agents.Agents;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Embedder;
import io.antiphon.providers.local.ear.Sphinx4;
import io.antiphon.providers.local.mind.Lector;
import io.antiphon.providers.resilience.CircuitBreaker;
import io.antiphon.providers.resilience.ResilientProviders;
import io.antiphon.server.metrics.Meters;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What hears, thinks and speaks. */
@Configuration(proxyBeanMethods = false)
class Providers {
    private static final Logger log = LoggerFactory.getLogger(Providers.class);

    @Bean(destroyMethod = "close")
    Sphinx4 sphinx4(Preparation preparation) {
        return preparation.ear().join();
    }

    @Bean(destroyMethod = "close")
    SileroVad sileroVad(Preparation preparation) {
        return preparation.detector().join();
    }

    @Bean
    Embedder embedder(Preparation preparation) {
        return preparation.embedder().join();
    }

    @Bean
    ResilientProviders resilientProviders(Meters meters) {
        return new ResilientProviders(CircuitBreaker.Limits.ORDINARY, InstantSource.system(), failure -> {
            meters.failed(failure);
            // The message may quote the vendor; its kind is enough to look it up.
            log.warn("{} failed: {}", failure.provider(), failure.kind());
        });
    }

    @Bean(destroyMethod = "close")
    Ears ears(
            io.antiphon.server.configuration.Configuration configuration, Sphinx4 embedded, ResilientProviders guards) {
        return new Ears(configuration, embedded, guards);
    }

    @Bean(destroyMethod = "close")
    Minds minds(
            io.antiphon.server.configuration.Configuration configuration,
            Embedder embedder,
            ResilientProviders guards) {
        return new Minds(configuration, new Lector(embedder), guards);
    }

    @Bean(destroyMethod = "close")
    Leads leads(io.antiphon.server.configuration.Configuration configuration, ResilientProviders guards) {
        return new Leads(configuration, guards);
    }

    @Bean(destroyMethod = "close")
    Voices voices(io.antiphon.server.configuration.Configuration configuration, ResilientProviders guards) {
        return new Voices(configuration, System.getenv().getOrDefault("PATH", ""), guards);
    }

    @Bean
    Cast cast(
            Ears ears,
            Minds minds,
            Leads leads,
            Voices voices,
            Sphinx4 embedded,
            SileroVad detector,
            Embedder embedder) {
        return new Cast(ears, minds, leads, voices, embedded, detector, embedder);
    }

    /** Known once everything has been guarded that agents get who name nothing. */
    @Bean
    ProviderHealth providerHealth(ResilientProviders guards, Cast cast) {
        cast.minds().descriptions();
        cast.leads().descriptions();
        return new ProviderHealth(guards);
    }

    @Bean
    ProviderRoutes providerRoutes(
            io.antiphon.server.configuration.Configuration configuration, Cast cast, ProviderHealth health) {
        return new ProviderRoutes(KeyedOffer.all(configuration), cast, health);
    }

    @Bean(destroyMethod = "close")
    Workshop workshop(
            io.antiphon.server.configuration.Configuration configuration,
            AgentDocuments documents,
            Cast cast,
            FirstStart firstStart,
            Agents agents,
            StartSteps steps)
            throws InterruptedException {
        Workshop workshop = new Workshop(configuration.storage().folder(), documents, cast);
        for (Agent agent : agents.list(firstStart.organisation())) {
            steps.at("Preparing agent " + agent.name() + " ...");
            try {
                workshop.warm(agent);
            } catch (ProviderFailure failure) {
                log.warn("agent {} cannot hear: {} {}", agent.name(), failure.provider(), failure.kind());
            }
        }
        return workshop;
    }
}
