package io.antiphon.control.reservations;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.api.Limit;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Reservations over HTTP. */
@RestController
@RequestMapping("/api/v1/reservations")
public final class ReservationRoutes {
    /** Who calls where nobody is named. */
    private static final String CONCIERGE = "concierge";

    private static final JsonMapper JSON = new JsonMapper();

    private final CurrentOrganisation organisation;
    private final Reservations reservations;
    private final Booking booking;
    private final Agents agents;
    private final Idempotency idempotency;
    private final AuditLog audit;
    private final InstantSource clock;

    public ReservationRoutes(
            CurrentOrganisation organisation,
            Reservations reservations,
            Booking booking,
            Agents agents,
            Idempotency idempotency,
            AuditLog audit,
            InstantSource clock) {
        this.organisation = organisation;
        this.reservations = reservations;
        this.booking = booking;
        this.agents = agents;
        this.idempotency = idempotency;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param next what to give as {@code before} for what follows; null at the end */
    record Page(
            List<ReservationView> reservations, @Nullable UUID next) {}

    @GetMapping
    Page list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String before) {
        int most = Limit.of(limit);
        UUID from = before == null ? null : Body.id("before", before);
        List<Reservation> found = reservations.list(organisation.id(), from, most + 1);
        List<Reservation> shown = found.stream().limit(most).toList();
        return new Page(
                shown.stream().map(ReservationView::of).toList(),
                found.size() > most ? shown.getLast().id() : null);
    }

    @GetMapping("/{id}")
    ReservationView get(@PathVariable String id) {
        return ReservationView.of(find(id));
    }

    /** Asks for a table: somebody calls the restaurant. */
    @PostMapping
    ResponseEntity<ReservationView> create(HttpServletRequest request) throws IOException {
        UUID org = organisation.id();
        Body body = Body.read(request);
        UUID agent = body.id("agent_id");
        WantedReservation wanted = WantedReservation.of(body, clock.instant());
        return called(org, request, body, call -> booking.begin(org, agent(org, agent), wanted, call));
    }

    /** Has another call try. */
    @PostMapping("/{id}/retry")
    ResponseEntity<ReservationView> retry(@PathVariable String id, HttpServletRequest request) throws IOException {
        UUID org = organisation.id();
        Body body = Body.read(request);
        body.end();
        UUID wanted = find(id).id();
        return called(org, request, body, call -> booking.again(org, wanted, call));
    }

    /** Takes it back, as long as nobody has picked up. */
    @PostMapping("/{id}/cancel")
    ReservationView cancel(@PathVariable String id, HttpServletRequest request) throws IOException {
        Body.read(request).end();
        return ReservationView.of(booking.cancel(organisation.id(), find(id)));
    }

    private ResponseEntity<ReservationView> called(
            UUID org, HttpServletRequest request, Body body, Booking.Noting noting) {
        Booking.Noted noted = booking.noted(call -> idempotency.made(
                org, request, body, () -> new Id(noting.noted(call).id())));
        UUID id = UUID.fromString(JSON.readTree(noted.made().body()).path("id").asString());
        if (!noted.made().again()) {
            booking.dial(org, reservation(org, id), noted.call());
        }
        Reservation now = reservation(org, id);
        var answer = ResponseEntity.status(HttpStatus.CREATED).header("Location", "/api/v1/reservations/" + id);
        return (noted.made().again() ? answer.header("Idempotent-Replayed", "true") : answer)
                .body(ReservationView.of(now));
    }

    /** What is kept of the answer for a request that is sent again; all else may have changed meanwhile. */
    private record Id(UUID id) {}

    private UUID agent(UUID org, @Nullable UUID wanted) {
        if (wanted != null) {
            return wanted;
        }
        return agents.find(org, CONCIERGE)
                .map(Agent::id)
                .orElseThrow(() -> ApiFailure.unprocessable(
                        "agent_id", "agent_id must name the agent that calls, as there is none named " + CONCIERGE));
    }

    private Reservation reservation(UUID org, UUID id) {
        return reservations.find(org, id).orElseThrow(Reservations::missing);
    }

    private Reservation find(String text) {
        UUID org = organisation.id();
        UUID id = Body.id("id", text);
        return reservations.find(org, id).orElseThrow(() -> {
            audit.missed(org, Reservations.KIND, id);
            return Reservations.missing();
        });
    }
}
