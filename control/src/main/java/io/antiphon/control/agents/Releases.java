package io.antiphon.control.agents;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.IfMatch;
import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.webhooks.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How agents change: made, drafted, published version by version, rolled back, deleted; each with a line in the log. */
public final class Releases {
    private final Tenancy tenancy;
    private final Agents agents;
    private final HeaderVault vault;
    private final AuditLog audit;
    private final AgentTidings tidings;
    private final Supplier<Actor> actor;

    /** @param actor who publishes on the thread that asks */
    public Releases(
            Tenancy tenancy, Agents agents, HeaderVault vault, AuditLog audit, Outbox outbox, Supplier<Actor> actor) {
        this.tenancy = tenancy;
        this.agents = agents;
        this.vault = vault;
        this.audit = audit;
        this.tidings = new AgentTidings(outbox);
        this.actor = actor;
    }

    /** @throws ApiFailure where the name is taken */
    Agent create(UUID org, AgentProfile profile) {
        return tenancy.within(org, sql -> {
            Agent agent = agents.insert(org, sealed(org, profile, profile)).orElseThrow(Releases::nameTaken);
            keep(sql, agent, "");
            audit.record(
                    org, new Change("agent.created", "agent", agent.id().toString(), Map.of("name", profile.name())));
            tidings.deployed(agent);
            return agent;
        });
    }

    /** Publishes {@code changed} of what the agent is now. Where nothing is different nothing happens. */
    Agent publish(UUID org, UUID id, @Nullable String wanted, String note, UnaryOperator<AgentProfile> changed) {
        return publishing(org, id, wanted, note, "agent.published", agent -> changed.apply(agent.profile()));
    }

    /** Publishes the draft. */
    Agent publishDraft(UUID org, UUID id, @Nullable String wanted, String note) {
        return publishing(org, id, wanted, note, "agent.published", agent -> {
            String draft = agent.draft();
            if (draft == null) {
                throw ApiFailure.conflict(null, "there is no draft to publish", "save one with PUT …/draft");
            }
            return AgentSettings.parse(draft);
        });
    }

    /** Publishes an earlier version again, under a number of its own. */
    Agent rollBack(UUID org, UUID id, @Nullable String wanted, int version) {
        return publishing(
                org,
                id,
                wanted,
                "back to version " + version,
                "agent.rolled_back",
                agent -> version(org, id, version)
                        .map(found -> AgentSettings.parse(found.settings()))
                        .orElseThrow(() -> ApiFailure.invalid("version", "there is no version " + version)));
    }

    private Agent publishing(
            UUID org,
            UUID id,
            @Nullable String wanted,
            String note,
            String action,
            Function<Agent, AgentProfile> next) {
        try {
            return tenancy.within(org, sql -> {
                Agent before = held(org, id, wanted);
                keep(sql, before, "");
                AgentProfile profile = sealed(org, next.apply(before), before.profile());
                List<String> changed = changed(before.profile(), profile);
                if (changed.isEmpty() && before.draft() == null) {
                    return before;
                }
                agents.update(org, id, profile);
                Agent after = agents.hold(org, id).orElseThrow();
                keep(sql, after, note);
                audit.record(
                        org,
                        new Change(
                                action,
                                "agent",
                                id.toString(),
                                Map.of("version", after.version(), "changed", changed)));
                if (!changed.isEmpty()) {
                    tidings.updated(after, changed);
                }
                tidings.deployed(after);
                return after;
            });
        } catch (DuplicateKeyException taken) {
            throw nameTaken();
        }
    }

    private static List<String> changed(AgentProfile before, AgentProfile after) {
        return AgentSettings.diff(before, after).stream()
                .map(AgentSettings.Difference::field)
                .toList();
    }

    /** Keeps what is to be published next. */
    Agent draft(UUID org, UUID id, @Nullable String wanted, UnaryOperator<AgentProfile> changed) {
        return tenancy.within(org, sql -> {
            Agent agent = held(org, id, wanted);
            String draft = agent.draft();
            AgentProfile base = draft == null ? agent.profile() : AgentSettings.parse(draft);
            AgentProfile next = sealed(org, changed.apply(base), base);
            agents.draft(org, id, AgentSettings.write(next).toString());
            audit.record(org, Change.of("agent.drafted", "agent", id));
            Agent drafted = agents.hold(org, id).orElseThrow();
            tidings.drafted(drafted, changed(base, next));
            return drafted;
        });
    }

    /** Forgets the draft. */
    Agent discard(UUID org, UUID id, @Nullable String wanted) {
        return tenancy.within(org, sql -> {
            held(org, id, wanted);
            agents.draft(org, id, null);
            audit.record(org, Change.of("agent.draft_discarded", "agent", id));
            return agents.hold(org, id).orElseThrow();
        });
    }

    void delete(UUID org, UUID id, @Nullable String wanted) {
        tenancy.run(org, sql -> {
            Agent agent = held(org, id, wanted);
            // What was promised of its calls holds when nobody is left to say so.
            sql.sql("update calls set retention_days = a.retention_days from agents a"
                            + " where a.id = :id and calls.agent_id = a.id")
                    .param("id", id)
                    .update();
            agents.delete(org, id);
            audit.record(org, new Change("agent.deleted", "agent", id.toString(), Map.of("name", agent.name())));
        });
    }

    /** Newest first. */
    List<AgentVersion> versions(UUID org, UUID id) {
        return tenancy.within(org, sql -> {
            keep(sql, held(org, id, null), "");
            return sql.sql("select * from agent_versions where agent_id = ? order by version desc limit 1000")
                    .param(id)
                    .query(Releases::version)
                    .list();
        });
    }

    Optional<AgentVersion> version(UUID org, UUID id, int version) {
        return tenancy.within(org, sql -> {
            keep(sql, held(org, id, null), "");
            return sql.sql("select * from agent_versions where agent_id = ? and version = ?")
                    .params(id, version)
                    .query(Releases::version)
                    .optional();
        });
    }

    /** @param wanted entity tag of the state that the change was made for (RFC 9110 §13.1.1); null for any */
    private Agent held(UUID org, UUID id, @Nullable String wanted) {
        Agent agent =
                agents.hold(org, id).orElseThrow(() -> ApiFailure.notFound("there is no agent of this id or name"));
        IfMatch.check(wanted, tag(agent), "agent");
        return agent;
    }

    /** Names this state of the agent. */
    static String tag(Agent agent) {
        return "\"" + agent.revision() + "\"";
    }

    private AgentProfile sealed(UUID org, AgentProfile profile, AgentProfile before) {
        Refinements refinements = profile.refinements();
        return profile.with(refinements.sealed(vault, org, before.refinements().tools()));
    }

    private void keep(JdbcClient sql, Agent agent, String note) {
        sql.sql("""
                        insert into agent_versions (agent_id, version, settings, note, published_by)
                        values (:agent, :version, cast(:settings as jsonb), :note, :by)
                        on conflict do nothing
                        """)
                .param("agent", agent.id())
                .param("version", agent.version())
                .param(
                        "settings",
                        AgentSettings.write(sealed(agent.org(), agent.profile(), agent.profile()))
                                .toString())
                .param("note", note)
                .param("by", actor.get().name())
                .update();
    }

    private static AgentVersion version(ResultSet row, int number) throws SQLException {
        return new AgentVersion(
                row.getInt("version"),
                row.getString("settings"),
                row.getString("note"),
                row.getString("published_by"),
                row.getTimestamp("published_at").toInstant());
    }

    private static ApiFailure nameTaken() {
        return ApiFailure.conflict("name", "another agent has this name", "choose another one");
    }
}
