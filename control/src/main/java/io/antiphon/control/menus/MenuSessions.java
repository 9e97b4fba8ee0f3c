package io.antiphon.control.menus;

import io.antiphon.control.storage.Tenancy;
import io.antiphon.conversation.menu.MenuWalk;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** The ways of calls through menus, one for each call. They hold no digit. */
public final class MenuSessions {
    private final Tenancy tenancy;
    private final InstantSource clock;

    public MenuSessions(Tenancy tenancy, InstantSource clock) {
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** How a way through menus ended. */
    public enum Outcome {
        /** An agent took the caller. */
        AGENT("completed"),
        /** The menu hung up. */
        HANGUP("completed"),
        /** The caller hung up. */
        USER_HANGUP("abandoned"),
        /** The connection broke. */
        LINE_LOST("abandoned"),
        /** Somebody on our side ended the call. */
        ENDED("abandoned"),
        /** An agent was to take the caller and could not, or the menus broke. */
        ERROR("abandoned");

        private final String status;

        Outcome(String status) {
            this.status = status;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A call's way through menus, as the API shows it.
     *
     * @param agentId who took the caller; null where nobody did
     * @param status {@code active}, {@code completed} or {@code abandoned}
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Session(
            UUID callId,
            @Nullable UUID menuId,
            @Nullable UUID currentMenuId,
            @Nullable UUID agentId,
            String status,
            @Nullable String outcome,
            int retries,
            int keysPressed,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** A call that is in progress enters its first menu. */
    public void begin(UUID org, UUID call, UUID menu) {
        tenancy.run(org, sql -> sql.sql("""
                        insert into ivr_sessions (call_id, menu_id, current_menu_id, started_at) values (?, ?, ?, ?)
                        on conflict (call_id) do nothing
                        """).params(call, menu, menu, now()).update());
    }

    /** How far it has come. */
    public void moved(UUID org, UUID call, UUID menu, int retries, int keys) {
        tenancy.run(org, sql -> sql.sql("""
                        update ivr_sessions set current_menu_id = ?, retries = ?, keys_pressed = ?
                        where call_id = ? and status = 'active'
                        """).params(menu, retries, keys, call).update());
    }

    /**
     * It is over.
     *
     * @param agent who takes the caller; null where nobody does
     */
    public void end(UUID org, UUID call, MenuWalk walk, Outcome outcome, @Nullable UUID agent) {
        tenancy.run(
                org,
                sql -> sql.sql("""
                        update ivr_sessions set
                            current_menu_id = :menu, retries = :retries, keys_pressed = :keys, status = :status,
                            outcome = :outcome, agent_id = :agent, ended_at = :now
                        where call_id = :call
                        """)
                        .param("menu", walk.menu().id())
                        .param("retries", walk.retries())
                        .param("keys", walk.keys())
                        .param("status", outcome.status)
                        .param("outcome", outcome.word())
                        .param("agent", agent, Types.OTHER)
                        .param("now", now())
                        .param("call", call)
                        .update());
    }

    /** Those that began in a menu before call {@code before}, the newest first. */
    List<Session> list(UUID org, UUID menu, @Nullable UUID before, int limit) {
        return tenancy.within(
                org,
                sql -> sql.sql("""
                        select s.*, c.status = 'in-progress' as alive from ivr_sessions s
                        join calls c on c.id = s.call_id
                        where s.menu_id = :menu and (cast(:before as uuid) is null or s.call_id < :before)
                        order by s.call_id desc limit :limit
                        """)
                        .param("menu", menu)
                        .param("before", before, Types.OTHER)
                        .param("limit", limit)
                        .query(MenuSessions::session)
                        .list());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    /** One whose server was stopped in the middle is as abandoned as its call. */
    private static Session session(ResultSet row, int number) throws SQLException {
        String status = row.getString("status");
        Timestamp ended = row.getTimestamp("ended_at");
        return new Session(
                row.getObject("call_id", UUID.class),
                row.getObject("menu_id", UUID.class),
                row.getObject("current_menu_id", UUID.class),
                row.getObject("agent_id", UUID.class),
                status.equals("active") && !row.getBoolean("alive") ? "abandoned" : status,
                row.getString("outcome"),
                row.getInt("retries"),
                row.getInt("keys_pressed"),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
