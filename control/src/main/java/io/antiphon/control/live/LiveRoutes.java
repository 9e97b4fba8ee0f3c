package io.antiphon.control.live;

import io.antiphon.control.access.Proven;
import io.antiphon.control.access.Tickets;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.calls.CallNote;
import io.antiphon.control.calls.CallNotes;
import io.antiphon.control.calls.Calls;
import io.antiphon.control.organisations.CurrentOrganisation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Calls that go on, over HTTP. */
@RestController
@RequestMapping("/api/v1/calls")
public final class LiveRoutes {
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_NOTE = 4_000;

    private final CurrentOrganisation organisation;
    private final LiveCalls live;
    private final Calls calls;
    private final CallNotes notes;
    private final Tickets tickets;
    private final AuditLog audit;
    private final BiPredicate<UUID, UUID> hangUp;

    /** @param hangUp hangs up a call of an organisation that rings and is not answered yet; false for any other */
    public LiveRoutes(
            CurrentOrganisation organisation,
            LiveCalls live,
            Calls calls,
            CallNotes notes,
            Tickets tickets,
            AuditLog audit,
            BiPredicate<UUID, UUID> hangUp) {
        this.organisation = organisation;
        this.live = live;
        this.calls = calls;
        this.notes = notes;
        this.tickets = tickets;
        this.audit = audit;
        this.hangUp = hangUp;
    }

    /** Those that go on at this server, the newest first. */
    @GetMapping("/live")
    Page list() {
        Instant now = InstantSource.system().instant();
        return new Page(live.of(organisation.id()).stream()
                .map(call -> View.of(call, now))
                .toList());
    }

    /** What happens in one; 204, at which a browser asks no more, where all of it has been told. */
    @GetMapping("/{id}/events")
    void events(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletResponse response)
            throws IOException {
        UUID wanted = Body.id("id", id);
        UUID org = organisation.id();
        LiveCall call = live.findLate(org, wanted).orElse(null);
        long after = number(last);
        if (call == null) {
            exists(org, wanted);
        }
        if (call == null || (call.isOver() && after >= call.numbers())) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        response.setContentType(EventStream.TYPE);
        response.setHeader("Cache-Control", "no-store");
        // Proxies that collect what they pass on would keep it all back.
        response.setHeader("X-Accel-Buffering", "no");
        Watcher watcher = call.watch(after);
        try {
            new EventStream(response.getOutputStream()).write(watcher);
        } catch (IOException gone) {
            // They left, which is how watching usually ends.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            call.leave(watcher);
        }
    }

    private static long number(@Nullable String last) {
        try {
            return last == null ? 0 : Math.max(0, Long.parseLong(last.strip()));
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    @PostMapping("/{id}/end")
    ResponseEntity<Void> end(@PathVariable String id, HttpServletRequest request) throws IOException {
        Body.read(request).end();
        UUID org = organisation.id();
        if (!hangUp.test(org, Body.id("id", id))) {
            goingOn(id).control().end("operator_ended");
        }
        audit.record(org, Change.of("call.ended", "call", id));
        return ResponseEntity.accepted().build();
    }

    @PostMapping("/{id}/say")
    ResponseEntity<Void> say(@PathVariable String id, HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        String text = text(body, "text", LONGEST_TEXT);
        body.end();
        LiveCall call = goingOn(id);
        audit.record(organisation.id(), Change.of("call.spoken_in", "call", id));
        call.control().say(text);
        return ResponseEntity.accepted().build();
    }

    /** A note stays when the call is over, and may be written then too. */
    @PostMapping("/{id}/notes")
    ResponseEntity<CallNote> note(@PathVariable String id, HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        String text = text(body, "content", LONGEST_NOTE);
        body.end();
        UUID call = Body.id("id", id);
        UUID org = organisation.id();
        CallNote note = notes.add(org, call, Proven.actor().name(), text).orElseThrow(() -> missing(org, call));
        live.find(org, call).ifPresent(one -> one.tell(new Happening.Note(note)));
        return ResponseEntity.status(HttpStatus.CREATED).body(note);
    }

    /** A ticket for {@code /ws/listen}. */
    @PostMapping("/{id}/listen")
    ResponseEntity<Ticket> listen(@PathVariable String id, HttpServletRequest request) throws IOException {
        Body.read(request).end();
        LiveCall call = goingOn(id);
        if (call.about().rate() == 0) {
            throw ApiFailure.conflict(
                    null,
                    "the sound of this call does not come by this server",
                    "follow its words at GET /api/v1/calls/{id}/events; listen in at "
                            + call.about().channel());
        }
        audit.record(organisation.id(), Change.of("call.listened_to", "call", id));
        Tickets.Issued issued =
                tickets.issueToListen(Proven.known(), call.about().id());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Cache-Control", "no-store")
                .body(new Ticket(
                        "/ws/listen?call_id=" + call.about().id() + "&ticket=" + issued.ticket(),
                        call.about().rate(),
                        issued.expiresAt()));
    }

    private static String text(Body body, String field, int longest) {
        String text = body.text(field).strip();
        if (text.isEmpty() || text.length() > longest) {
            throw ApiFailure.invalid(field, field + " must have 1 to " + longest + " characters");
        }
        return text;
    }

    private LiveCall goingOn(String id) {
        UUID wanted = Body.id("id", id);
        UUID org = organisation.id();
        return live.find(org, wanted).orElseThrow(() -> {
            exists(org, wanted);
            return ApiFailure.conflict(
                    null, "this call is not going on at this server", "GET /api/v1/calls/live lists those that are");
        });
    }

    private void exists(UUID org, UUID call) {
        if (!calls.exists(org, call)) {
            throw missing(org, call);
        }
    }

    private ApiFailure missing(UUID org, UUID call) {
        audit.missed(org, "call", call);
        return ApiFailure.notFound("there is no call of this id");
    }

    record Page(List<View> calls) {}

    /**
     * A call that goes on.
     *
     * @param seconds since it began
     * @param watchers who watch it now
     * @param last what was said last; null where nothing was
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record View(
            UUID id,
            AgentName agent,
            String channel,
            @Nullable String callerNumber,
            Instant startedAt,
            long seconds,
            int watchers,
            Happening.@Nullable Line last) {
        static View of(LiveCall call, Instant now) {
            LiveCall.About about = call.about();
            return new View(
                    about.id(),
                    new AgentName(about.agent(), about.agentName(), about.agentDisplayName()),
                    about.channel(),
                    about.callerNumber(),
                    about.startedAt(),
                    Math.max(0, Duration.between(about.startedAt(), now).toSeconds()),
                    call.watched(),
                    call.last());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record AgentName(UUID id, String name, String displayName) {}

    /** @param url where to open the socket, by {@code expiresAt} */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Ticket(String url, int rate, Instant expiresAt) {
        @Override
        public String toString() {
            return "a ticket until " + expiresAt;
        }
    }
}
