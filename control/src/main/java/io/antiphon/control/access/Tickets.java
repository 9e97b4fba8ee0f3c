package io.antiphon.control.access;

import io.antiphon.control.storage.Tenancy;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Permissions to open one socket soon: browsers cannot send a header with it, and an address may end up in a log. */
public final class Tickets {
    static final Duration LIFE = Duration.ofSeconds(30);

    private static final JsonMapper JSON = new JsonMapper();

    private final Tenancy tenancy;
    private final InstantSource clock;

    public Tickets(Tenancy tenancy, InstantSource clock) {
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** A ticket and when it is good no longer. */
    public record Issued(String ticket, Instant expiresAt) {}

    /**
     * One that lets its bearer place a call.
     *
     * @param agent the only one it lets talk to; null for any
     * @param variables what {@code {{name}}} stands for in that call
     */
    Issued issue(Identity to, @Nullable UUID agent, Map<String, String> variables) {
        return issue(to, agent, null, variables);
    }

    /** One that lets its bearer listen to a call and do nothing else. */
    public Issued issueToListen(Identity to, UUID call) {
        return issue(to, null, call, Map.of());
    }

    private Issued issue(Identity to, @Nullable UUID agent, @Nullable UUID call, Map<String, String> variables) {
        Secret secret = Secret.fresh("ticket_");
        Instant until = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.MILLIS);
        tenancy.run(to.org(), sql -> {
            sql.sql("delete from tickets where expires_at < now() - interval '1 hour'")
                    .update();
            sql.sql("insert into tickets (secret_hash, agent_id, call_id, issued_to, variables, expires_at)"
                            + " values (:hash, :agent, :call, :to, cast(:variables as jsonb), :until)")
                    .param("hash", secret.hash())
                    .param("agent", agent, Types.OTHER)
                    .param("call", call, Types.OTHER)
                    .param("to", to.name())
                    .param("variables", JSON.writeValueAsString(variables))
                    .param("until", Timestamp.from(until))
                    .update();
        });
        return new Issued(secret.text(), until);
    }

    /**
     * Takes a ticket, which is good no longer then.
     *
     * @throws Refused where it was taken before, has expired or is none of ours
     */
    Identity redeem(String ticket) {
        record Row(
                UUID org,
                @Nullable UUID agent,
                @Nullable UUID call,
                String issuedTo,
                String variables,
                boolean fresh) {}
        Row row = tenancy.outside(sql -> sql.sql("select * from redeem_ticket(?)")
                        .param(Secret.hash(ticket))
                        .query((found, number) -> new Row(
                                found.getObject("org_id", UUID.class),
                                found.getObject("agent_id", UUID.class),
                                found.getObject("call_id", UUID.class),
                                Objects.requireNonNull(found.getString("issued_to")),
                                Objects.requireNonNull(found.getString("variables")),
                                found.getBoolean("fresh")))
                        .optional())
                .filter(Row::fresh)
                .orElseThrow(() -> new Refused(
                        "invalid_ticket",
                        "this ticket was used before or has expired",
                        "ask POST /api/v1/tickets for a new one for each socket"));
        return new Identity(
                Identity.Kind.TICKET,
                row.org(),
                null,
                row.issuedTo(),
                Set.of(row.call() == null ? Scope.CALLS_PLACE : Scope.CALLS_WRITE),
                Integer.MAX_VALUE,
                null,
                row.agent(),
                row.call(),
                JSON.readValue(row.variables(), new TypeReference<Map<String, String>>() {}));
    }
}
