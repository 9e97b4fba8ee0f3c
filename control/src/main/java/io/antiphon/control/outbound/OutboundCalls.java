package io.antiphon.control.outbound;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.calls.OpenCall;
import io.antiphon.control.calls.WaitingCalls;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.line.Carrier;
import io.antiphon.ports.line.DialStatus;
import io.antiphon.ports.line.OutboundCall;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places calls and follows them until somebody answers. A call's row stands before the carrier is asked, and the carrier
 * is asked once: nobody is called twice, whatever breaks in between.
 */
public final class OutboundCalls {
    /** How long a telephone rings. */
    public static final Duration RING = Duration.ofSeconds(45);

    private static final Logger log = LoggerFactory.getLogger(OutboundCalls.class);

    /** What the carrier allows a call beyond the agent's own limit, which ends it with a goodbye. */
    private static final Duration GOODBYE = Duration.ofMinutes(1);

    private static final Map<DialStatus, String> REASONS = Map.of(
            DialStatus.BUSY, "dial_busy",
            DialStatus.NO_ANSWER, "dial_no_answer",
            DialStatus.CANCELED, "dial_canceled",
            DialStatus.FAILED, "dial_failed",
            // Answered, and never connected with us.
            DialStatus.COMPLETED, "error_not_ready");

    private final Dialling dialling;
    private final WaitingCalls waiting;
    private final Agents agents;
    private final Places places;
    private final AuditLog audit;
    private final Pace pace;

    /** @param perMinute calls that each organisation may place a minute */
    public OutboundCalls(
            Dialling dialling, WaitingCalls waiting, Agents agents, Places places, AuditLog audit, int perMinute) {
        this.dialling = dialling;
        this.waiting = waiting;
        this.agents = agents;
        this.places = places;
        this.audit = audit;
        this.pace = new Pace(perMinute);
    }

    /**
     * Notes down a call that {@link #dial} will place.
     *
     * @throws ApiFailure where it cannot be placed, and nothing has been noted
     */
    public void note(UUID org, UUID id, WantedCall wanted) {
        Agent agent = agent(org, wanted.agent());
        Carrier carrier = carrier();
        pace.take(org);
        if (!places.keep(id)) {
            throw ApiFailure.of(
                            503,
                            "no_place",
                            "all places for calls are taken, and whoever answers would be turned away",
                            "try again when calls have ended, or raise MAX_CALLS")
                    .after(10);
        }
        waiting.add(org, id, agent.id(), carrier.channel(), wanted.to(), wanted.variables());
        audit.record(org, Change.of("call.placed", "call", id));
    }

    private Agent agent(UUID org, UUID id) {
        Agent agent = agents.find(org, id.toString()).orElseThrow(() -> {
            audit.missed(org, "agent", id);
            return ApiFailure.notFound("Agent not found");
        });
        if (!agent.profile().active()) {
            throw ApiFailure.conflict("agent_id", "this agent is switched off", "switch it on, or choose another one");
        }
        return agent;
    }

    private Carrier carrier() {
        Carrier carrier = dialling.carrier();
        if (carrier == null) {
            throw ApiFailure.of(
                    503, "outbound_not_configured", "this server has no line that places calls", dialling.remedy());
        }
        return carrier;
    }

    /** A call that was to be noted was not. */
    public void forget(UUID id) {
        places.giveBack(id);
    }

    /**
     * Places a call that was noted.
     *
     * @throws ApiFailure where it is not placed, or nobody knows
     */
    public void dial(UUID org, UUID id, WantedCall wanted) {
        Duration longest = longest(org, id, wanted.agent());
        try {
            String name = carrier()
                    .place(new OutboundCall(id, wanted.to(), RING, longest))
                    .orElseThrow(() -> inDoubt(id));
            waiting.named(org, id, name);
            log.info("call {} is placed", id);
        } catch (ProviderFailure failure) {
            fail(org, id, "dial_failed");
            log.warn("call {} was not placed: {} {}", id, failure.provider(), failure.kind());
            throw refused(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw inDoubt(id);
        }
    }

    /** How long the carrier lets it last; an agent that has gone meanwhile calls nobody. */
    private Duration longest(UUID org, UUID id, UUID agent) {
        try {
            return Duration.ofMillis(agent(org, agent).profile().manner().maxCallDurationMs())
                    .plus(GOODBYE);
        } catch (ApiFailure gone) {
            fail(org, id, "dial_failed");
            throw gone;
        }
    }

    private static ApiFailure inDoubt(UUID id) {
        log.warn("call {}: the carrier did not say whether it places it", id);
        return ApiFailure.of(
                504,
                "carrier_silent",
                "the carrier did not say whether it places this call, so it may ring: call " + id,
                "look at GET /api/v1/calls/" + id + " before you place it again");
    }

    private static ApiFailure refused(ProviderFailure failure) {
        String why = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case BAD_REQUEST -> ApiFailure.unprocessable("to_number", why);
            case RATE_LIMIT ->
                ApiFailure.of(429, "carrier_busy", why, "try again in a moment").after(1);
            case AUTHENTICATION, QUOTA, NOT_CONFIGURED ->
                ApiFailure.of(503, "outbound_not_configured", why, "antiphon doctor tells what is set");
            case UNREACHABLE, VENDOR_FAULT ->
                ApiFailure.of(502, "carrier_failed", why, "the call was not placed: try again in a moment");
        };
    }

    /** The call that whoever answered belongs to; empty where none waits under this name. */
    public Optional<OpenCall> find(UUID id) {
        return waiting.find(id);
    }

    /** Our name for a call that waits, by its carrier's; empty where none waits under it. */
    public Optional<UUID> named(String channel, String providerCallId) {
        return waiting.named(channel, providerCallId);
    }

    /** Somebody answered a call, and could not be connected. */
    public void lost(UUID id, @Nullable String providerCallId) {
        waiting.find(id)
                .filter(call -> providerCallId != null && providerCallId.equals(call.providerCallId()))
                .ifPresent(call -> stands(call, DialStatus.COMPLETED));
    }

    /** The carrier tells where a call stands; one that does not wait any more is left as it is. */
    public void reported(UUID id, String providerCallId, DialStatus status) {
        waiting.find(id).ifPresent(call -> {
            if (call.providerCallId() != null && !call.providerCallId().equals(providerCallId)) {
                log.warn("call {} was reported under another name than the carrier's own", id);
                return;
            }
            waiting.named(call.org(), id, providerCallId);
            stands(call, status);
        });
    }

    /** A call that waits stands like this. */
    void stands(OpenCall call, DialStatus status) {
        if (status == DialStatus.RINGING || status == DialStatus.ANSWERED) {
            waiting.rings(call.org(), call.id());
        }
        String reason = REASONS.get(status);
        if (reason != null) {
            fail(call.org(), call.id(), reason);
        }
    }

    /** Nothing comes of a call. */
    void fail(UUID org, UUID id, String reason) {
        if (waiting.failed(org, id, reason)) {
            log.info("call {} was not answered: {}", id, reason);
        }
        places.giveBack(id);
    }

    /**
     * Hangs up a call before somebody answers.
     *
     * @return false where it does not wait
     * @throws ApiFailure where the carrier cannot be told
     */
    public boolean cancel(UUID org, UUID id) {
        Optional<OpenCall> found = waiting.find(org, id);
        found.ifPresent(call -> hangUp(call, "dial_canceled"));
        return found.isPresent();
    }

    /** Hangs up a call that waits, and says why nothing came of it. */
    void hangUp(OpenCall call, String reason) {
        String name = call.providerCallId();
        if (name == null) {
            throw ApiFailure.conflict(
                    null, "the carrier has not named this call yet", "try again in a moment: it ends by itself else");
        }
        Carrier carrier = carrierOf(call)
                .orElseThrow(() -> ApiFailure.conflict(
                        null,
                        "the carrier that placed this call, " + call.channel() + ", is not set up any more",
                        "set it up again and start again, or wait: it rings for " + RING.toSeconds() + " s"));
        try {
            carrier.hangUp(name);
        } catch (ProviderFailure failure) {
            throw ApiFailure.of(
                    502,
                    "carrier_failed",
                    String.valueOf(failure.getMessage()),
                    "the telephone may ring on: try again in a moment");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw inDoubt(call.id());
        }
        fail(call.org(), call.id(), reason);
    }

    /** Who placed a call; empty where that carrier is not set up any more. */
    Optional<Carrier> carrierOf(OpenCall call) {
        return dialling.of(call.channel());
    }
}
