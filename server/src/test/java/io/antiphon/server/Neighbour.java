package io.antiphon.server;

import io.antiphon.control.storage.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Another organisation on the same server, with one thing of each kind and a key.
 *
 * @param ids of what it has, by kind: agent, call, api_key, user, custom_function, system_prompt, webhook,
 *     reservation, ivr_menu
 */
record Neighbour(UUID org, Map<String, UUID> ids, String key) {
    /** @param scopes of its key, with spaces between */
    static Neighbour of(RunningServer server, String scopes) {
        UUID org = UUID.randomUUID();
        String key = "antiphon_" + org;
        try (Database database = server.open()) {
            return database.tenancy().within(org, sql -> {
                sql.sql("insert into organisations (id, name) values (?, ?)")
                        .params(org, "neighbour " + org)
                        .update();
                UUID agent =
                        id(sql, "insert into agents (name, display_name) values ('theirs', 'Theirs') returning id");
                var ids = Map.of(
                        "agent",
                        agent,
                        "call",
                        id(sql, "insert into calls (agent_id) values ('" + agent + "') returning id"),
                        "custom_function",
                        id(sql, "insert into custom_functions (name) values ('theirs') returning id"),
                        "system_prompt",
                        id(
                                sql,
                                "insert into system_prompts (name, content) values ('theirs', 'Be brief.') returning id"),
                        "webhook",
                        id(
                                sql,
                                "insert into webhooks (url, events, secret)"
                                        + " values ('https://a.example', '{call.ended}', '') returning id"),
                        "reservation",
                        id(
                                sql,
                                "insert into reservations (restaurant, phone, date, time, time_zone, party_size, name)"
                                        + " values ('Rosa', '+15551234567', current_date, '19:30', 'UTC', 2, 'Anna')"
                                        + " returning id"),
                        "ivr_menu",
                        id(
                                sql,
                                "insert into ivr_menus (name, prompt, items) values ('theirs', 'Press 1.',"
                                        + " '[{\"digit\":\"1\",\"label\":\"End\",\"action\":\"hangup\"}]') returning id"),
                        "user",
                        id(
                                sql,
                                "insert into users (email, role) values ('" + org
                                        + "@example.org', 'owner') returning id"),
                        "api_key",
                        sql.sql("""
                                insert into api_keys (name, prefix, secret_hash, scopes, requests_per_minute, created_by)
                                values ('theirs', 'antiphon_theirs', ?, ?, 100000, 'nobody') returning id
                                """).params(hash(key), scopes).query(UUID.class).single());
                return new Neighbour(org, ids, key);
            });
        }
    }

    /** Gives it many agents. */
    void hire(RunningServer server, int agents) {
        try (Database database = server.open()) {
            database.tenancy().run(org, sql -> sql.sql("""
                            insert into agents (name, display_name)
                            select 'agent-' || n, 'Agent ' || n from generate_series(1, ?) n
                            """).param(agents).update());
        }
    }

    private static UUID id(JdbcClient sql, String insert) {
        return sql.sql(insert).query(UUID.class).single();
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
