package io.antiphon.server.wiring;

import io.antiphon.control.access.Identity;
import io.antiphon.control.agents.Agent;
import io.antiphon.control.live.LiveCall;
import io.antiphon.control.live.LiveCalls;
import io.antiphon.conversation.Call;
import io.antiphon.conversation.OngoingCall;
import io.antiphon.conversation.TextCall;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.line.Arrival;
import io.antiphon.ports.line.Connection;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Reception;
import io.antiphon.ports.line.Refusal;
import io.antiphon.ports.line.TextLine;
import io.antiphon.ports.line.TextReception;
import io.antiphon.server.metrics.Meters;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a call of everyone who arrives: finds the agent, opens the record, plugs everything together, and keeps count. */
final class Switchboard implements Reception, TextReception {
    private static final Logger log = LoggerFactory.getLogger(Switchboard.class);

    private final UUID organisation;
    private final Guests guests;
    private final CallRecords records;
    private final Workshop workshop;
    private final Meters meters;
    private final LiveCalls watched;
    private final Admission admission;
    private final CallPlaces places;
    private final Attendants attendants;
    private final Map<String, OngoingCall> live = new ConcurrentHashMap<>();
    private volatile boolean draining;

    Switchboard(
            UUID organisation,
            Guests guests,
            CallRecords records,
            Workshop workshop,
            Meters meters,
            LiveCalls watched,
            Admission admission,
            CallPlaces places,
            Attendants attendants) {
        this.organisation = organisation;
        this.guests = guests;
        this.records = records;
        this.workshop = workshop;
        this.meters = meters;
        this.watched = watched;
        this.admission = admission;
        this.places = places;
        this.attendants = attendants;
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

    @Override
    public void arrived(TextLine line, Arrival arrival) {
        arrived(line, arrival, organisation);
    }

    private void arrived(Connection line, Arrival arrival, UUID org) {
        if (!hasBegun(line, arrival, org)) {
            guests.lost(arrival, line.description().providerCallId());
        }
    }

    private boolean hasBegun(Connection line, Arrival arrival, UUID org) {
        if (draining) {
            refuse(line, Refusal.DRAINING);
            return false;
        }
        if (!places.take(arrival.call())) {
            refuse(line, Refusal.BUSY);
            return false;
        }
        boolean begun = false;
        try {
            begun = admitted(line, arrival, org);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            refuse(line, Refusal.NOT_READY);
        } finally {
            if (!begun) {
                places.leave();
            }
        }
        return begun;
    }

    private boolean admitted(Connection line, Arrival arrival, UUID org) throws InterruptedException {
        if (!admission.enter()) {
            refuse(line, Refusal.OVERLOADED);
            return false;
        }
        try {
            if (draining) {
                // It began to while this caller waited.
                refuse(line, Refusal.DRAINING);
                return false;
            }
            return begin(line, arrival, org);
        } finally {
            admission.begun();
        }
    }

    private void refuse(Connection line, Refusal why) {
        meters.refused(why);
        line.refuse(why);
    }

    private boolean begin(Connection line, Arrival arrival, UUID org) throws InterruptedException {
        Refusal why = Refusal.NOT_READY;
        try {
            connect(line, guests.find(arrival, org));
            return true;
        } catch (Refused refused) {
            why = refused.why();
        } catch (ProviderFailure failure) {
            log.warn("a call could not begin: {} {}", failure.provider(), failure.kind());
        } catch (RuntimeException failure) {
            log.warn("a call could not begin: {}", failure.getClass().getSimpleName(), failure);
        }
        refuse(line, why);
        return false;
    }

    private void connect(Connection line, Guest guest) throws Refused, ProviderFailure, InterruptedException {
        if (line instanceof Line sound && attendants.take(sound, guest, this::connect, places::leave)) {
            return;
        }
        Equipment equipment = workshop.equip(guest);
        boolean started = false;
        try {
            connect(line, guest.agent(), records.open(guest, line.description()), equipment);
            started = true;
        } finally {
            if (!started) {
                equipment.close();
            }
        }
    }

    /** Takes over the equipment once the call has started. */
    private void connect(Connection line, Agent agent, CallRecords.Open record, Equipment equipment)
            throws ProviderFailure, InterruptedException {
        String id = record.call().id().toString();
        var control = new Handle();
        LiveCall watchedCall = watched.begin(about(record, agent, line.description()), control);
        CallJournal journal = watched.seen(watchedCall, record.journal());
        OngoingCall call = switch (line) {
            case Line sound ->
                new Call(
                        id,
                        watched.seen(watchedCall, sound),
                        equipment.settings(),
                        equipment.plugs(line.description().rate()),
                        journal);
            case TextLine words ->
                new TextCall(
                        id, watched.seen(watchedCall, words), equipment.settings(), equipment.mindPlugs(), journal);
        };
        control.call = call;
        live.put(id, call);
        try {
            call.start(agent.profile().displayName(), () -> {
                live.remove(id);
                watched.end(watchedCall);
                equipment.close();
                places.leave();
                log.info("call {} ended", id);
            });
        } catch (ProviderFailure | InterruptedException | RuntimeException failure) {
            live.remove(id);
            journal.ended("error_not_ready", 0);
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
                record.call().id(),
                agent.org(),
                agent.id(),
                agent.name(),
                agent.profile().displayName(),
                line.channel(),
                record.call().callerNumber(),
                line.rate(),
                record.call().startedAt());
    }

    /** What people may ask of a call, which is made after those who watch it. */
    private static final class Handle implements LiveCall.Control {
        private volatile @Nullable OngoingCall call;

        @Override
        public void end(String reason) {
            OngoingCall asked = call;
            if (asked != null) {
                asked.end(reason);
            }
        }

        @Override
        public void say(String text) {
            OngoingCall asked = call;
            if (asked != null) {
                asked.say(text);
            }
        }
    }

    /** Calls that are going on. */
    int live() {
        return live.size() + attendants.live();
    }

    /** Calls that may go on at the same time. */
    int places() {
        return places.all();
    }

    /** Whether whoever comes now is turned away. */
    boolean isFull() {
        return draining || places.isFull();
    }

    boolean isDraining() {
        return draining;
    }

    /** Takes no more callers. */
    void close() {
        draining = true;
    }

    /** Takes no more callers, lets calls go on for {@code patience}, then says goodbye in those that are left. */
    void drain(Duration patience) throws InterruptedException {
        close();
        long deadline = System.nanoTime() + patience.toNanos();
        attendants.drain(deadline);
        awaitEnds(List.copyOf(live.values()), deadline);
        Collection<OngoingCall> left = List.copyOf(live.values());
        left.forEach(call -> call.end("server_stopped"));
        awaitEnds(left, System.nanoTime() + Duration.ofSeconds(15).toNanos());
    }

    private static void awaitEnds(Collection<OngoingCall> calls, long deadlineNanos) throws InterruptedException {
        for (OngoingCall call : calls) {
            call.awaitEnd(Math.max(0, (deadlineNanos - System.nanoTime()) / 1_000_000));
        }
    }
}
