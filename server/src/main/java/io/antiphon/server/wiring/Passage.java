package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.calls.OpenCall;
import io.antiphon.control.menus.MenuSessions;
import io.antiphon.control.menus.MenuSessions.Outcome;
import io.antiphon.conversation.Attendant;
import io.antiphon.conversation.HandedLine;
import io.antiphon.conversation.menu.Action;
import io.antiphon.conversation.menu.MenuWalk;
import io.antiphon.ports.ProviderFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One caller's passage through menus, from the call's beginning until an agent has the caller or the call is over. */
final class Passage implements Attendant.Sequel {
    private static final Logger log = LoggerFactory.getLogger(Passage.class);

    private final Attendants attendants;
    private final Guest guest;
    private final OpenCall call;
    private final HandedLine line;
    private final MenuWalk walk;
    private final Equipment equipment;
    private final Attendants.Handover handover;
    private final Runnable over;

    /** @param equipment of the agent who was called, whose voice speaks; closed when the passage is over */
    Passage(
            Attendants attendants,
            Guest guest,
            OpenCall call,
            HandedLine line,
            MenuWalk walk,
            Equipment equipment,
            Attendants.Handover handover,
            Runnable over) {
        this.attendants = attendants;
        this.guest = guest;
        this.call = call;
        this.line = line;
        this.walk = walk;
        this.equipment = equipment;
        this.handover = handover;
        this.over = over;
    }

    void begin() {
        int rate = line.description().rate();
        noted(sessions -> sessions.begin(call.org(), call.id(), walk.menu().id()));
        var attendant =
                new Attendant(call.id().toString(), line, walk, language -> equipment.diction(language, rate), this);
        attendants.began(call.id(), attendant);
        attendant.start();
        log.info("call {} began in a menu on {}", call.id(), line.description().channel());
    }

    @Override
    public void moved() {
        UUID menu = walk.menu().id();
        int retries = walk.retries();
        int keys = walk.keys();
        // The database must not keep the caller waiting; what comes late changes no session that is over.
        Thread.ofVirtual().start(() -> noted(sessions -> sessions.moved(call.org(), call.id(), menu, retries, keys)));
    }

    @Override
    public void connect(Action.Agent to) throws InterruptedException {
        Agent agent = guest.agent();
        CallRecords.Open record = null;
        boolean begun = false;
        try {
            agent = attendants.agent(agent, to.agent());
            Map<String, String> variables = variables(to.language());
            Equipment own = attendants.workshop().equip(new Guest(agent, variables, null));
            try {
                record = attendants.records().after(walk, call, agent, variables, line.description());
                handover.connect(line, agent, record, own);
                begun = true;
            } finally {
                if (!begun) {
                    own.close();
                }
            }
        } catch (ProviderFailure failure) {
            log.warn("call {} got no agent after its menu: {} {}", call.id(), failure.provider(), failure.kind());
        } catch (RuntimeException failure) {
            log.warn("call {} got no agent after its menu", call.id(), failure);
        } finally {
            if (begun) {
                done(Outcome.AGENT, agent.id());
            } else {
                failed(record != null);
            }
        }
    }

    /** @param told whether the call's record knows already */
    private void failed(boolean told) {
        line.hangUp("error_not_ready");
        try {
            if (!told) {
                end("error_not_ready");
            }
        } finally {
            done(Outcome.ERROR, null);
            over.run();
        }
    }

    /** In which language the agent leads the call is said as programs say it that send variables along. */
    private Map<String, String> variables(@Nullable String language) {
        Map<String, String> variables = new HashMap<>(guest.variables());
        if (language != null) {
            variables.put("language", language);
        }
        return Map.copyOf(variables);
    }

    @Override
    public void ended(String reason) {
        try {
            end(reason);
        } finally {
            done(outcome(reason), null);
            over.run();
            log.info("call {} ended in a menu", call.id());
        }
    }

    private static Outcome outcome(String reason) {
        return switch (reason) {
            case "agent_hangup", "inactivity" -> Outcome.HANGUP;
            case "user_hangup" -> Outcome.USER_HANGUP;
            case "line_lost" -> Outcome.LINE_LOST;
            case "error" -> Outcome.ERROR;
            default -> Outcome.ENDED;
        };
    }

    /** Ends the record of a call that no agent had. */
    private void end(String reason) {
        attendants
                .records()
                .after(walk, call, guest.agent(), guest.variables(), line.description())
                .journal()
                .ended(reason, 0);
    }

    private void done(Outcome outcome, @Nullable UUID agent) {
        attendants.ended(call.id());
        equipment.close();
        noted(sessions -> sessions.end(call.org(), call.id(), walk, outcome, agent));
    }

    private interface Note {
        void on(MenuSessions sessions);
    }

    /** A call goes on while its session cannot be written. */
    private void noted(Note note) {
        try {
            note.on(attendants.sessions());
        } catch (RuntimeException away) {
            log.warn(
                    "call {}: its menu session is not kept: {}",
                    call.id(),
                    away.getClass().getSimpleName());
        }
    }
}
