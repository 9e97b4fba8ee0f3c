package io.antiphon.server.wiring;

import io.antiphon.control.access.Identity;
import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.api.Variables;
import io.antiphon.control.live.LiveCall;
import io.antiphon.control.live.LiveCalls;
import io.antiphon.conversation.Call;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.line.Arrival;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Reception;
import io.antiphon.ports.line.Refusal;
import io.antiphon.server.metrics.Meters;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a call of everyone who arrives: finds the agent, opens the record, plugs everything together, and keeps count. */
final class Switchboard implements Reception {
    private static final Logger log = LoggerFactory.getLogger(Switchboard.class);

    private final UUID organisation;
    private final Agents agents;
    private final CallRecords records;
    private final Workshop workshop;
    private final Meters meters;
    private final LiveCalls watched;
    private final Semaphore places;
    private final int atOnce;
    private final Map<String, Call> live = new ConcurrentHashMap<>();
    private volatile boolean draining;

    Switchboard(
            UUID organisation,
            Agents agents,
            CallRecords records,
            Workshop workshop,
            Meters meters,
            LiveCalls watched,
            int atOnce) {
        this.organisation = organisation;
        this.agents = agents;
        this.records = records;
        this.workshop = workshop;
        this.meters = meters;
        this.watched = watched;
        this.atOnce = atOnce;
        this.places = new Semaphore(atOnce);
    }

    /** Where callers arrive who proved who they are: among the agents of their organisation. Null for nobody known. */
    Reception receptionFor(@Nullable Identity caller) {
        if (caller == null) {
            return this;
        }
        UUID only = caller.agent();
        boolean ticket = caller.kind() == Identity.Kind.TICKET;
        return (line, arrival) -> arrived(
                line,
                new Arrival(
                        only == null ? arrival.agent() : only.toString(),
                        // Whoever made the ticket decides; its bearer may be anybody.
                        ticket ? caller.variables() : arrival.parameters()),
                caller.org());
    }

    @Override
    public void arrived(Line line, Arrival arrival) {
        arrived(line, arrival, organisation);
    }

    private void arrived(Line line, Arrival arrival, UUID org) {
        if (draining) {
            refuse(line, Refusal.DRAINING);
            return;
        }
        if (!places.tryAcquire()) {
            refuse(line, Refusal.BUSY);
            return;
        }
        boolean begun = false;
        try {
            begun = begin(line, arrival, org);
        } finally {
            if (!begun) {
                places.release();
            }
        }
    }

    private void refuse(Line line, Refusal why) {
        meters.refused(why);
        line.refuse(why);
    }

    private boolean begin(Line line, Arrival arrival, UUID org) {
        Optional<Agent> agent = wanted(arrival, org);
        if (agent.isEmpty()) {
            refuse(line, Refusal.UNKNOWN_AGENT);
            return false;
        }
        try {
            connect(line, agent.get(), Variables.among(arrival.parameters()));
            return true;
        } catch (ProviderFailure failure) {
            log.warn("a call could not begin: {} {}", failure.provider(), failure.kind());
        } catch (RuntimeException failure) {
            log.warn("a call could not begin: {}", failure.getClass().getSimpleName(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        refuse(line, Refusal.NOT_READY);
        return false;
    }

    private Optional<Agent> wanted(Arrival arrival, UUID org) {
        String wanted = arrival.agent();
        return wanted == null
                ? agents.preferred(org)
                : agents.find(org, wanted).filter(agent -> agent.profile().active());
    }

    private void connect(Line line, Agent agent, Map<String, String> variables)
            throws ProviderFailure, InterruptedException {
        Equipment equipment = workshop.equip(agent, variables);
        boolean started = false;
        try {
            connect(line, agent, variables, equipment);
            started = true;
        } finally {
            if (!started) {
                equipment.close();
            }
        }
    }

    /** Takes over the equipment once the call has started. */
    private void connect(Line line, Agent agent, Map<String, String> variables, Equipment equipment)
            throws ProviderFailure, InterruptedException {
        CallRecords.Open record = records.open(agent.org(), agent, line.description(), variables);
        String id = record.id().toString();
        var control = new Handle();
        LiveCalls.Begun begun =
                watched.begin(about(record, agent, line.description()), control, line, record.journal());
        Call call = new Call(
                id,
                begun.line(),
                equipment.settings(),
                equipment.plugs(line.description().rate()),
                begun.journal());
        control.call = call;
        live.put(id, call);
        try {
            call.start(agent.profile().displayName(), () -> {
                live.remove(id);
                watched.end(begun.call());
                equipment.close();
                places.release();
                log.info("call {} ended", id);
            });
        } catch (ProviderFailure | InterruptedException | RuntimeException failure) {
            live.remove(id);
            begun.journal().ended("error_not_ready", 0);
            throw failure;
        }
        log.info(
                "call {} began: agent {} on {}",
                id,
                agent.name(),
                line.description().channel());
    }

    private static LiveCall.About about(CallRecords.Open record, Agent agent, LineDescription line) {
        return new LiveCall.About(
                record.id(),
                agent.org(),
                agent.id(),
                agent.name(),
                agent.profile().displayName(),
                line.channel(),
                line.callerNumber(),
                line.rate(),
                record.startedAt());
    }

    /** What people may ask of a call, which is made after those who watch it. */
    private static final class Handle implements LiveCall.Control {
        private volatile @Nullable Call call;

        @Override
        public void end(String reason) {
            Call asked = call;
            if (asked != null) {
                asked.end(reason);
            }
        }

        @Override
        public void say(String text) {
            Call asked = call;
            if (asked != null) {
                asked.say(text);
            }
        }
    }

    /** Calls that are going on. */
    int live() {
        return live.size();
    }

    /** Calls that may go on at the same time. */
    int places() {
        return atOnce;
    }

    boolean isDraining() {
        return draining;
    }

    /** Takes no more callers, lets calls go on for {@code patience}, then says goodbye in those that are left. */
    void drain(Duration patience) throws InterruptedException {
        draining = true;
        long deadline = System.nanoTime() + patience.toNanos();
        awaitEnds(List.copyOf(live.values()), deadline);
        Collection<Call> left = List.copyOf(live.values());
        left.forEach(call -> call.end("server_stopped"));
        awaitEnds(left, System.nanoTime() + Duration.ofSeconds(15).toNanos());
    }

    private static void awaitEnds(Collection<Call> calls, long deadlineNanos) throws InterruptedException {
        for (Call call : calls) {
            call.awaitEnd(Math.max(0, (deadlineNanos - System.nanoTime()) / 1_000_000));
        }
    }
}
