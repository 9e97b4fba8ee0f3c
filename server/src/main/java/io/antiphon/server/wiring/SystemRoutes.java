package io.antiphon.server.wiring;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.antiphon.control.organisations.CurrentOrganisation;
import io.antiphon.ports.ProviderDescription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the server is, and what it hears, thinks and speaks with. */
@RestController
final class SystemRoutes {
    private final Readiness readiness;
    private final CurrentOrganisation organisation;
    private final Staff staff;

    SystemRoutes(Readiness readiness, CurrentOrganisation organisation, Staff staff) {
        this.readiness = readiness;
        this.organisation = organisation;
        this.staff = staff;
    }

    /** Whether the process lives. */
    @GetMapping("/health")
    Map<String, String> health() {
        return Map.of("status", "healthy");
    }

    /** Whether calls can be taken: 200 or 503. */
    @GetMapping("/health/ready")
    ResponseEntity<Ready> ready() {
        Readiness.State state = readiness.look();
        return ResponseEntity.status(state.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Ready(
                        state.ready() ? "ready" : "not ready",
                        state.database() ? "answers" : "does not answer",
                        state.taking(),
                        state.live(),
                        state.places()));
    }

    record Ready(
            String status,
            String database,
            @JsonProperty("taking_calls") boolean takingCalls,
            @JsonProperty("live_calls") int liveCalls,
            @JsonProperty("max_calls") int maxCalls) {}

    @GetMapping("/api/v1/system")
    SystemView system() {
        Cast cast = staff.of(organisation.id()).cast();
        return new SystemView(
                Antiphon.version(),
                readiness.look().ready(),
                Map.of(
                        "ear",
                        cast.ears().descriptions().stream().map(Provider::of).toList(),
                        "voice",
                        cast.voices().descriptions().stream().map(Provider::of).toList(),
                        "mind",
                        Stream.concat(cast.minds().descriptions().stream(), cast.leads().descriptions().stream())
                                .map(Provider::of)
                                .toList()));
    }

    record SystemView(String version, boolean ready, Map<String, List<Provider>> providers) {}

    record Provider(String name, boolean local, Set<String> languages, String limits) {
        static Provider of(ProviderDescription description) {
            return new Provider(
                    description.name(),
                    description.local(),
                    new TreeSet<>(description.languages()),
                    description.limits());
        }
    }
}
