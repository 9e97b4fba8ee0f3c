package io.antiphon.control.agents;

import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.vault.SealedStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The headers of agents' tools as the database keeps them: in agents, drafts and versions. */
public final class StoredHeaders implements SealedStore {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OPEN = "'$.tools[*].headers.* ? (@.type() == \"string\")'";
    private static final String SEALED = "'$.tools[*].headers.*.sealed'";

    private final Tenancy tenancy;
    private final HeaderVault vault;

    public StoredHeaders(Tenancy tenancy, HeaderVault vault) {
        this.tenancy = tenancy;
        this.vault = vault;
    }

    private record Asked(String url, ToolHeaders headers) {}

    private record Row(
            UUID id,
            int version,
            @Nullable String settings,
            @Nullable String draft) {
        Row with(UnaryOperator<@Nullable String> change) {
            return new Row(id, version, change.apply(settings), change.apply(draft));
        }
    }

    /** Seals those of an organisation that an earlier version kept open, all or none; how many agents and versions had any. */
    public int seal(UUID org) {
        return rewrite(org, OPEN, asked -> vault.seal(org, asked.url(), asked.headers(), ToolHeaders.NONE));
    }

    @Override
    public int renew(UUID org) {
        return rewrite(org, SEALED, asked -> vault.renewed(org, asked.url(), asked.headers()));
    }

    private int rewrite(UUID org, String which, Function<Asked, ToolHeaders> change) {
        // What is the same in an agent, its draft and its versions is the same sealed, so that no difference shows.
        var seen = new HashMap<Asked, ToolHeaders>();
        UnaryOperator<@Nullable String> changing =
                settings -> settings == null ? null : changed(settings, asked -> seen.computeIfAbsent(asked, change));
        return tenancy.within(org, sql -> agents(sql, which, changing) + versions(sql, which, changing));
    }

    private static int agents(JdbcClient sql, String which, UnaryOperator<@Nullable String> changing) {
        List<Row> rows = sql.sql("select id, version, refinements as settings, draft from agents"
                        + " where jsonb_path_exists(refinements, " + which + ") or jsonb_path_exists(draft, " + which
                        + ") for update")
                .query(StoredHeaders::row)
                .list();
        int count = 0;
        for (Row row : rows) {
            Row changed = row.with(changing);
            if (!changed.equals(row)) {
                count += sql.sql("update agents set refinements = cast(:settings as jsonb),"
                                + " draft = cast(:draft as jsonb) where id = :id")
                        .param("settings", changed.settings())
                        .param("draft", changed.draft())
                        .param("id", row.id())
                        .update();
            }
        }
        return count;
    }

    private static int versions(JdbcClient sql, String which, UnaryOperator<@Nullable String> changing) {
        List<Row> rows = sql.sql("select agent_id as id, version, settings, null as draft from agent_versions"
                        + " where jsonb_path_exists(settings, " + which + ")")
                .query(StoredHeaders::row)
                .list();
        int count = 0;
        for (Row row : rows) {
            String changed = changing.apply(row.settings());
            if (!Objects.equals(changed, row.settings())) {
                sql.sql("select seal_version(:id, :version, cast(:settings as jsonb))")
                        .param("id", row.id())
                        .param("version", row.version())
                        .param("settings", changed)
                        .query()
                        .listOfRows();
                count++;
            }
        }
        return count;
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getString("settings"),
                row.getString("draft"));
    }

    private static String changed(String settings, Function<Asked, ToolHeaders> change) {
        JsonNode json = JSON.readTree(settings);
        boolean any = false;
        for (JsonNode tool : json.path("tools")) {
            if (tool instanceof ObjectNode one && one.path("headers").isObject()) {
                var asked = new Asked(
                        one.path("url").asString(),
                        ToolHeaders.parse(one.path("headers").toString()));
                ToolHeaders after = change.apply(asked);
                any |= !after.equals(asked.headers());
                one.set("headers", after.stored());
            }
        }
        return any ? json.toString() : settings;
    }
}
