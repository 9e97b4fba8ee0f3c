package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.calls.OpenCall;
import io.antiphon.control.menus.MenuSessions;
import io.antiphon.control.menus.Menus;
import io.antiphon.conversation.Attendant;
import io.antiphon.conversation.HandedLine;
import io.antiphon.conversation.menu.Menu;
import io.antiphon.conversation.menu.MenuWalk;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.line.Line;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lead callers through the menu of the agent they called, and then to the agent they chose. */
final class Attendants {
    private static final Logger log = LoggerFactory.getLogger(Attendants.class);

    /** A page in a browser has no keys. */
    private static final String WITHOUT_KEYS = "browser";

    private final Menus menus;
    private final MenuSessions sessions;
    private final Agents agents;
    private final CallRecords records;
    private final Workshop workshop;
    private final Map<UUID, Attendant> live = new ConcurrentHashMap<>();

    Attendants(Menus menus, MenuSessions sessions, Agents agents, CallRecords records, Workshop workshop) {
        this.menus = menus;
        this.sessions = sessions;
        this.agents = agents;
        this.records = records;
        this.workshop = workshop;
    }

    /** Connects a caller with an agent; takes over the equipment once the call has started. */
    @FunctionalInterface
    interface Handover {
        void connect(Line line, Agent agent, CallRecords.Open record, Equipment equipment)
                throws ProviderFailure, InterruptedException;
    }

    /**
     * Takes somebody who called an agent behind a menu.
     *
     * @param handover for where the menu leads
     * @param over told once where the call ends without an agent
     * @return false, and nothing was done, where there is no menu for them
     */
    boolean take(Line line, Guest guest, Handover handover, Runnable over) throws Refused {
        Agent called = guest.agent();
        UUID first = called.profile().refinements().ivrMenuId();
        if (first == null
                || guest.waiting() != null
                || line.description().channel().equals(WITHOUT_KEYS)) {
            return false;
        }
        Map<UUID, Menu> reachable = menus.walked(called.org(), first);
        if (reachable.isEmpty()) {
            log.warn("agent {}: its ivr_menu_id is not there; callers reach it without a menu", called.name());
            return false;
        }
        Equipment equipment = workshop.equip(guest);
        boolean started = false;
        try {
            OpenCall call = records.begin(guest, line.description());
            var passage = new Passage(
                    this, guest, call, new HandedLine(line), new MenuWalk(reachable, first), equipment, handover, over);
            passage.begin();
            started = true;
        } finally {
            if (!started) {
                equipment.close();
            }
        }
        return true;
    }

    MenuSessions sessions() {
        return sessions;
    }

    CallRecords records() {
        return records;
    }

    Workshop workshop() {
        return workshop;
    }

    /** The agent a menu leads to; the one who was called where that is gone, or takes no calls. */
    Agent agent(Agent called, @Nullable UUID wanted) {
        return wanted == null
                ? called
                : agents.find(called.org(), wanted.toString())
                        .filter(agent -> agent.profile().active())
                        .orElse(called);
    }

    void began(UUID call, Attendant attendant) {
        live.put(call, attendant);
    }

    void ended(UUID call) {
        live.remove(call);
    }

    /** Callers who are in menus. */
    int live() {
        return live.size();
    }

    /** Waits until none is left, and ends those that are left then. */
    void drain(long deadlineNanos) throws InterruptedException {
        List<Attendant> left = List.copyOf(live.values());
        for (Attendant attendant : left) {
            if (!attendant.awaitEnd(Math.max(0, (deadlineNanos - System.nanoTime()) / 1_000_000))) {
                attendant.end("server_stopped");
            }
        }
        for (Attendant attendant : left) {
            attendant.awaitEnd(5_000);
        }
    }
}
