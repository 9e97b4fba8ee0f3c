package io.antiphon.server.command;

import io.antiphon.providers.catalogue.Check;
import io.antiphon.providers.local.voice.EspeakNg;
import io.antiphon.providers.local.voice.Flite;
import io.antiphon.server.command.DoctorCommand.Finding;
import io.antiphon.server.command.DoctorCommand.State;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.wiring.KeyedOffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A look at what this machine has and at what is configured. */
final class Examination {
    private final Configuration configuration;

    Examination(Configuration configuration) {
        this.configuration = configuration;
    }

    List<Finding> findings() {
        List<Finding> findings =
                new ArrayList<>(List.of(java(), folder(), database(), ear(), flite(), espeak(), mind()));
        List<KeyedOffer> offers = KeyedOffer.all(configuration).stream()
                .filter(offer -> !offer.offer().name().equals("openai"))
                .toList();
        offers.stream().filter(KeyedOffer::configured).map(Examination::vendor).forEach(findings::add);
        findings.add(notSwitchedOn(offers));
        findings.addAll(new CarrierExamination(configuration).findings());
        findings.add(address());
        return findings;
    }

    private static Finding vendor(KeyedOffer offer) {
        String what = offer.offer().title();
        try {
            return switch (offer.check()) {
                case Check.Serves ignored ->
                    new Finding(
                            what,
                            State.ok,
                            offer.offer().base() + " takes " + offer.offer().keyVariable());
                case Check.Fails(var kind, var reason) -> new Finding(what, State.failed, reason);
            };
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Finding(what, State.failed, "stopped");
        }
    }

    private static Finding notSwitchedOn(List<KeyedOffer> offers) {
        String missing = offers.stream()
                .filter(offer -> !offer.configured())
                .map(offer -> offer.offer().title() + " (" + offer.offer().wants() + ")")
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? new Finding("Vendors", State.ok, "all are switched on")
                : new Finding("Vendors", State.missing, "no key for " + missing + "; none is needed");
    }

    private static Finding java() {
        return new Finding("Java", State.ok, Runtime.version().toString());
    }

    private Finding folder() {
        Path folder = configuration.storage().folder().toAbsolutePath();
        Path nearest = folder;
        while (nearest.getParent() != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (!Files.isWritable(nearest)) {
            return new Finding("DATA_DIR", State.failed, folder + " cannot be written: choose another folder");
        }
        try {
            long free = Files.getFileStore(nearest).getUsableSpace() >> 20;
            return new Finding("DATA_DIR", State.ok, folder + ", " + free + " MB free");
        } catch (IOException failure) {
            return new Finding("DATA_DIR", State.failed, folder + ": " + failure.getMessage());
        }
    }

    private Finding database() {
        return new Finding(
                "Database",
                State.ok,
                configuration.storage().databaseUrl() == null ? "embedded PostgreSQL" : "the one of DATABASE_URL");
    }

    private Finding ear() {
        return new Finding(
                "Ear",
                State.ok,
                "Sphinx4, embedded, English only, " + configuration.ear().decoders() + " utterances at a time");
    }

    private static Finding flite() {
        return new Flite(path()).installed()
                ? new Finding("Voice flite", State.ok, "installed; English sounds better with it")
                : new Finding(
                        "Voice flite",
                        State.missing,
                        "English is spoken by FreeTTS; install the package flite for a nicer voice");
    }

    private static Finding espeak() {
        return new EspeakNg(path()).installed()
                ? new Finding("Voice espeak-ng", State.ok, "installed; speaks Hindi, Marathi and Tamil")
                : new Finding(
                        "Voice espeak-ng", State.missing, "no Hindi, Marathi or Tamil: install the package espeak-ng");
    }

    private static String path() {
        return System.getenv().getOrDefault("PATH", "");
    }

    private Finding mind() {
        Configuration.Mind mind = configuration.mind();
        if (!mind.isConfigured()) {
            return new Finding(
                    "Mind",
                    State.missing,
                    "agents answer from their knowledge, word for word; set OPENAI_MODEL with OPENAI_API_KEY or"
                            + " OPENAI_BASE_URL for a model");
        }
        URI base = mind.baseUrl() == null ? URI.create("https://api.openai.com/v1") : mind.baseUrl();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(base + "/models")).timeout(Duration.ofSeconds(5));
            if (mind.apiKey() != null) {
                request.header("Authorization", "Bearer " + mind.apiKey().reveal());
            }
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return switch (status) {
                case 401, 403 -> new Finding("Mind", State.failed, base + " refuses OPENAI_API_KEY: check the key");
                default ->
                    status >= 500
                            ? new Finding("Mind", State.failed, base + " answers " + status)
                            : new Finding("Mind", State.ok, base + " answers; model " + mind.model());
            };
        } catch (IOException | IllegalArgumentException failure) {
            return new Finding("Mind", State.failed, base + " cannot be reached: check OPENAI_BASE_URL");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Finding("Mind", State.failed, "stopped");
        }
    }

    private Finding address() {
        return new Finding(
                "PUBLIC_BASE_URL", State.ok, configuration.web().publicBaseUrl().toString());
    }
}
