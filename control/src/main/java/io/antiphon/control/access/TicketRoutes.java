package io.antiphon.control.access;

import io.antiphon.control.api.Body;
import io.antiphon.control.api.Variables;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Tickets over HTTP, for {@code /ws/voice-browser?ticket=}. */
@RestController
@RequestMapping("/api/v1/tickets")
public final class TicketRoutes {
    private final Tickets tickets;

    public TicketRoutes(Tickets tickets) {
        this.tickets = tickets;
    }

    @PostMapping
    ResponseEntity<Ticket> issue(HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        UUID agent = body.id("agent_id");
        Map<String, String> variables = Variables.of(body, "variables");
        body.end();
        Tickets.Issued issued = tickets.issue(Proven.known(), agent, variables);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Cache-Control", "no-store")
                .body(new Ticket(issued.ticket(), issued.expiresAt()));
    }

    /** @param expiresAt by when the socket must be opened; the call may last longer */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Ticket(String ticket, Instant expiresAt) {
        @Override
        public String toString() {
            return "a ticket until " + expiresAt;
        }
    }
}
