package io.antiphon.server.wiring;

import io.antiphon.audio.SileroVad;
import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentDocuments;
import io.antiphon.control.agents.Agents;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Embedder;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.providers.local.ear.Sphinx4;
import io.antiphon.providers.local.voice.EspeakNg;
import io.antiphon.providers.local.voice.Flite;
import io.antiphon.providers.local.voice.FreeTts;
import io.antiphon.providers.local.voice.LocalVoices;
import java.util.List;
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
    Cast cast(
            Sphinx4 ear,
            SileroVad detector,
            Embedder embedder,
            io.antiphon.server.configuration.Configuration configuration) {
        return new Cast(
                ear,
                detector,
                Minds.of(configuration.mind(), embedder),
                voices(configuration.voice().name()),
                embedder);
    }

    private static List<TextToSpeech> voices(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        TextToSpeech chosen = switch (name) {
            case "freetts" -> new FreeTts();
            case "flite" -> new Flite(path);
            case "espeak-ng" -> new EspeakNg(path);
            default -> new LocalVoices(path);
        };
        return name.equals("freetts") ? List.of(chosen) : List.of(chosen, new FreeTts());
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
