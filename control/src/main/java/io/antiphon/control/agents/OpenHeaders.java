package io.antiphon.control.agents;

import io.antiphon.control.storage.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an earlier version kept open in the database: the headers of agents' tools, in agents, drafts and versions. */
public final class OpenHeaders {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ANY = "'$.tools[*].headers.* ? (@.type() == \"string\")'";

    private final Tenancy tenancy;
    private final HeaderVault vault;

    public OpenHeaders(Tenancy tenancy, HeaderVault vault) {
        this.tenancy = tenancy;
        this.vault = vault;
    }

    private record Asked(String url, ToolHeaders headers) {}

    private record Row(
            UUID id,
            int version,
            @Nullable String settings,
            @Nullable String draft) {}

    /** Seals those of an organisation, all or none; how many agents and versions had any. */
    public int seal(UUID org) {
        // What is the same in an agent, its draft and its versions is the same sealed, so that no difference shows.
        var seen = new HashMap<Asked, ToolHeaders>();
        UnaryOperator<@Nullable String> sealing = settings -> settings == null
                ? null
                : sealed(
                        settings,
                        asked -> seen.computeIfAbsent(
                                asked, one -> vault.seal(org, one.url(), one.headers(), ToolHeaders.NONE)));
        return tenancy.within(org, sql -> agents(sql, sealing) + versions(sql, sealing));
    }

    private static int agents(JdbcClient sql, UnaryOperator<@Nullable String> sealing) {
        List<Row> rows = sql.sql("select id, version, refinements as settings, draft from agents"
                        + " where jsonb_path_exists(refinements, " + ANY + ") or jsonb_path_exists(draft, " + ANY
                        + ") for update")
                .query(OpenHeaders::row)
                .list();
        for (Row row : rows) {
            sql.sql("update agents set refinements = cast(:settings as jsonb), draft = cast(:draft as jsonb)"
                            + " where id = :id")
                    .param("settings", sealing.apply(row.settings()))
                    .param("draft", sealing.apply(row.draft()))
                    .param("id", row.id())
                    .update();
        }
        return rows.size();
    }

    private static int versions(JdbcClient sql, UnaryOperator<@Nullable String> sealing) {
        List<Row> rows = sql.sql("select agent_id as id, version, settings, null as draft from agent_versions"
                        + " where jsonb_path_exists(settings, " + ANY + ")")
                .query(OpenHeaders::row)
                .list();
        for (Row row : rows) {
            sql.sql("select seal_version(:id, :version, cast(:settings as jsonb))")
                    .param("id", row.id())
                    .param("version", row.version())
                    .param("settings", sealing.apply(row.settings()))
                    .query()
                    .listOfRows();
        }
        return rows.size();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getString("settings"),
                row.getString("draft"));
    }

    private static String sealed(String settings, Function<Asked, ToolHeaders> sealing) {
        JsonNode json = JSON.readTree(settings);
        for (JsonNode tool : json.path("tools")) {
            if (tool instanceof ObjectNode one && one.path("headers").isObject()) {
                var asked = new Asked(
                        one.path("url").asString(),
                        ToolHeaders.parse(one.path("headers").toString()));
                one.set("headers", sealing.apply(asked).stored());
            }
        }
        return json.toString();
    }
}
