package io.antiphon.server.wiring;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.ports.ProviderDescription;
import io.antiphon.providers.catalogue.Check;
import io.antiphon.providers.resilience.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which providers there are, which are switched on, and how they are. */
@RestController
final class ProviderRoutes {
    private final List<KeyedOffer> offers;
    private final Cast cast;
    private final ProviderHealth health;

    ProviderRoutes(List<KeyedOffer> offers, Cast cast, ProviderHealth health) {
        this.offers = List.copyOf(offers);
        this.cast = cast;
        this.health = health;
    }

    @GetMapping("/api/v1/providers")
    Map<String, List<ProviderView>> providers() {
        List<ProviderView> views = new ArrayList<>();
        offers.forEach(offer -> views.add(view(offer)));
        local().forEach(kind -> views.add(view(kind.kind(), kind.description())));
        return Map.of("providers", views);
    }

    /** Asks a vendor whether the key serves. What runs on this machine needs none. */
    @PostMapping("/api/v1/providers/{name}/check")
    CheckView check(@PathVariable("name") String name) throws InterruptedException {
        if (local().anyMatch(kind -> kind.description().name().equals(name))) {
            return new CheckView(true, null, null);
        }
        KeyedOffer offer = offers.stream()
                .filter(candidate -> candidate.offer().name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiFailure.notFound("there is no provider of this name"));
        if (!offer.configured()) {
            throw ApiFailure.conflict(
                    null, name + " is not switched on", "set " + offer.offer().wants() + " and start the server again");
        }
        return switch (offer.check()) {
            case Check.Serves ignored -> new CheckView(true, null, null);
            case Check.Fails(var kind, var reason) ->
                new CheckView(false, kind.name().toLowerCase(Locale.ROOT), reason);
        };
    }

    /** A provider that is there, and what it does in a call. */
    private record Present(String kind, ProviderDescription description) {}

    private Stream<Present> local() {
        return present().filter(kind -> kind.description().local());
    }

    private Stream<Present> present() {
        return Stream.of(
                        cast.ears().descriptions().stream().map(ear -> new Present("ear", ear)),
                        cast.minds().descriptions().stream().map(mind -> new Present("mind", mind)),
                        cast.voices().descriptions().stream().map(voice -> new Present("voice", voice)))
                .flatMap(kind -> kind);
    }

    private ProviderView view(KeyedOffer keyed) {
        return new ProviderView(
                keyed.offer().name(),
                keyed.offer().title(),
                keyed.offer().kind().name().toLowerCase(Locale.ROOT),
                false,
                new TreeSet<>(keyed.offer().languages()),
                keyed.configured(),
                keyed.offer().keyVariable(),
                limits(keyed),
                health(keyed.recordedAs()));
    }

    private ProviderView view(String kind, ProviderDescription local) {
        return new ProviderView(
                local.name(),
                local.name(),
                kind,
                true,
                new TreeSet<>(local.languages()),
                true,
                null,
                local.limits(),
                health(local.name()));
    }

    private @Nullable String limits(KeyedOffer keyed) {
        String limits = limits(keyed.recordedAs());
        return limits == null ? keyed.offer().note() : limits;
    }

    /** What an operator should know of one that is switched on. */
    private @Nullable String limits(String name) {
        return present()
                .filter(one -> one.description().name().equals(name))
                .map(one -> one.description().limits())
                .findFirst()
                .orElse(null);
    }

    private @Nullable HealthView health(String name) {
        return health.of(name).map(HealthView::of).orElse(null);
    }

    record ProviderView(
            String name,
            String title,
            String kind,
            boolean local,
            Set<String> languages,
            boolean configured,
            @JsonProperty("key_variable") @Nullable String keyVariable,
            @Nullable String limits,
            @Nullable HealthView health) {}

    record HealthView(
            String state,
            int asked,
            int failed,

            @JsonProperty("last_failure") @Nullable String lastFailure,

            @JsonProperty("last_failure_at") @Nullable Instant lastFailureAt) {
        static HealthView of(Health health) {
            return new HealthView(
                    health.state().name().toLowerCase(Locale.ROOT),
                    health.asked(),
                    health.failed(),
                    health.lastFailure() == null
                            ? null
                            : health.lastFailure().name().toLowerCase(Locale.ROOT),
                    health.lastFailureAt());
        }
    }

    record CheckView(
            boolean serves, @Nullable String kind, @Nullable String reason) {}
}
