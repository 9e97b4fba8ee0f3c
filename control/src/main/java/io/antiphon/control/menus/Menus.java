package io.antiphon.control.menus;

import io.antiphon.control.agents.Agents;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.IfMatch;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.conversation.menu.Menu;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The menus of an organisation; each change has a line in the log. */
public final class Menus {
    static final String KIND = "ivr_menu";
    private static final int MOST = 500;

    private final Tenancy tenancy;
    private final Agents agents;
    private final AuditLog audit;

    public Menus(Tenancy tenancy, Agents agents, AuditLog audit) {
        this.tenancy = tenancy;
        this.agents = agents;
        this.audit = audit;
    }

    /** Those after {@code after} in the order they were made, at most {@code limit}. */
    List<IvrMenu> page(UUID org, @Nullable UUID after, int limit) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from ivr_menus where id > ? order by id limit ?")
                        .params(after == null ? new UUID(0, 0) : after, limit)
                        .query(Menus::menu)
                        .list());
    }

    Optional<IvrMenu> find(UUID org, UUID id) {
        return tenancy.within(org, sql -> find(sql, id));
    }

    /** Whether there is such a menu. */
    public boolean exists(UUID org, UUID id) {
        return find(org, id).isPresent();
    }

    /** A menu and all that its keys lead to, as callers walk them, the menu first; empty where there is none. */
    public Map<UUID, Menu> walked(UUID org, UUID first) {
        Map<UUID, IvrMenu> reached = tenancy.within(org, sql -> graph(sql, "").from(first));
        Map<UUID, Menu> walked = new LinkedHashMap<>();
        reached.forEach((id, menu) -> walked.put(id, menu.walked()));
        return walked;
    }

    /** @throws ApiFailure where the name is taken, or a target cannot be had */
    IvrMenu create(UUID org, MenuSettings settings) {
        return naming(() -> tenancy.within(org, sql -> {
            MenuGraph graph = graph(sql, " for update");
            if (graph.size() >= MOST) {
                throw ApiFailure.conflict(null, "there are " + MOST + " menus already", "delete one of them");
            }
            UUID id = sql.sql("select uuidv7()").query(UUID.class).single();
            MenuSettings resolved = new Targets(agents, org, graph, id, settings.name()).resolved(settings);
            bind(sql.sql("""
                            insert into ivr_menus (
                                id, name, language, prompt, items, timeout_ms, retries, fallback_action,
                                fallback_target)
                            values (:id, :name, :language, :prompt, cast(:items as jsonb), :timeout, :retries, :action,
                                cast(:target as uuid))
                            """), resolved).param("id", id).update();
            IvrMenu made = find(sql, id).orElseThrow();
            checkExits(graph, made);
            record(org, "created", id, settings.name());
            return made;
        }));
    }

    /**
     * Changes one.
     *
     * @param wanted entity tag of the state that the change was made for; null for any
     */
    IvrMenu change(UUID org, UUID id, @Nullable String wanted, UnaryOperator<MenuSettings> changed) {
        return naming(() -> tenancy.within(org, sql -> {
            MenuGraph graph = graph(sql, " for update");
            IvrMenu before = held(graph, id, wanted);
            MenuSettings wish = changed.apply(before.settings());
            MenuSettings after = new Targets(agents, org, graph, id, wish.name()).resolved(wish);
            if (after.equals(before.settings())) {
                return before;
            }
            checkExits(graph, before.with(after));
            bind(sql.sql("""
                            update ivr_menus set
                                name = :name, language = :language, prompt = :prompt, items = cast(:items as jsonb),
                                timeout_ms = :timeout, retries = :retries, fallback_action = :action,
                                fallback_target = cast(:target as uuid), updated_at = clock_timestamp(),
                                revision = revision + 1
                            where id = :id
                            """), after).param("id", id).update();
            record(org, "changed", id, after.name());
            return find(sql, id).orElseThrow();
        }));
    }

    /** @throws ApiFailure where another menu or an agent still leads callers to it */
    void delete(UUID org, UUID id, @Nullable String wanted) {
        tenancy.run(org, sql -> {
            MenuGraph graph = graph(sql, " for update");
            IvrMenu menu = held(graph, id, wanted);
            graph.leadingTo(id)
                    .ifPresent(other -> inUse("the menu " + other.settings().name(), "change its items first"));
            sql.sql("select name from agents where refinements ->> 'ivr_menu_id' = ? order by name limit 1")
                    .param(id.toString())
                    .query(String.class)
                    .optional()
                    .ifPresent(agent -> inUse("the agent " + agent, "publish it with another ivr_menu_id first"));
            sql.sql("delete from ivr_menus where id = ?").param(id).update();
            record(org, "deleted", id, menu.settings().name());
        });
    }

    private static void inUse(String who, String remedy) {
        throw ApiFailure.conflict(null, who + " leads callers to this menu", remedy);
    }

    /** No caller may be caught in a circle. */
    private static void checkExits(MenuGraph graph, IvrMenu changed) {
        graph.put(changed);
        graph.withoutExit().ifPresent(menu -> {
            throw new InvalidMenu(
                    "items",
                    "would keep callers in a circle: from the menu "
                            + menu.settings().name() + " no key leads to an agent or to hangup; add one that does");
        });
    }

    private void record(UUID org, String action, UUID id, String name) {
        audit.record(org, new Change(KIND + "." + action, KIND, id.toString(), Map.of("name", name)));
    }

    private static IvrMenu held(MenuGraph graph, UUID id, @Nullable String wanted) {
        IvrMenu menu = graph.find(id).orElseThrow(Menus::missing);
        IfMatch.check(wanted, menu.tag(), "menu");
        return menu;
    }

    static ApiFailure missing() {
        return ApiFailure.notFound("there is no menu of this id");
    }

    /** All menus: they are few, and each change must see where they lead. */
    private static MenuGraph graph(JdbcClient sql, String lock) {
        return new MenuGraph(sql.sql("select * from ivr_menus order by id" + lock)
                .query(Menus::menu)
                .list());
    }

    private static Optional<IvrMenu> find(JdbcClient sql, UUID id) {
        return sql.sql("select * from ivr_menus where id = ?")
                .param(id)
                .query(Menus::menu)
                .optional();
    }

    /** Does what gives a menu its name. */
    private static IvrMenu naming(Supplier<IvrMenu> work) {
        try {
            return work.get();
        } catch (DuplicateKeyException taken) {
            throw ApiFailure.conflict("name", "another menu has this name", "choose another one");
        }
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, MenuSettings settings) {
        return statement
                .param("name", settings.name())
                .param("language", settings.language())
                .param("prompt", settings.prompt())
                .param("items", settings.itemsJson())
                .param("timeout", settings.timeoutMs())
                .param("retries", settings.retries())
                .param("action", settings.fallbackAction())
                .param("target", settings.fallbackTarget(), Types.VARCHAR);
    }

    private static IvrMenu menu(ResultSet row, int number) throws SQLException {
        return new IvrMenu(
                row.getObject("id", UUID.class),
                new MenuSettings(
                        row.getString("name"),
                        row.getString("language"),
                        row.getString("prompt"),
                        MenuSettings.parseItems(row.getString("items")),
                        row.getInt("timeout_ms"),
                        row.getInt("retries"),
                        row.getString("fallback_action"),
                        row.getString("fallback_target")),
                row.getInt("revision"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
