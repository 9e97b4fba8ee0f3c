package io.antiphon.control.agents;

import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What agents know, as documents. */
public final class AgentDocuments {
    private static final String COLUMNS = "id, name, media_type, length(content) as bytes, sha256";

    private final Tenancy tenancy;

    public AgentDocuments(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** The agent's documents by name, without their content. */
    public List<AgentDocument> list(UUID org, UUID agent) {
        return tenancy.within(
                org,
                sql -> sql.sql("select " + COLUMNS + " from documents where agent_id = ? order by name")
                        .param(agent)
                        .query(AgentDocument.class)
                        .list());
    }

    /** The bytes of one document. */
    public Optional<byte[]> content(UUID org, UUID document) {
        return tenancy.within(
                org,
                sql -> sql.sql("select content from documents where id = ?")
                        .param(document)
                        .query(byte[].class)
                        .optional());
    }

    /** Stores a document of the agent's, in the place of one of the same name. */
    public AgentDocument put(UUID org, UUID agent, String name, String mediaType, byte[] content) {
        if (name.isBlank() || name.length() > 255) {
            throw new InvalidAgent("document name", "must hold 1 to 255 characters");
        }
        return tenancy.within(
                org,
                sql -> sql.sql("""
                        insert into documents (agent_id, name, media_type, content, sha256) values (?, ?, ?, ?, ?)
                        on conflict (org_id, agent_id, name) do update set
                            media_type = excluded.media_type, content = excluded.content, sha256 = excluded.sha256,
                            updated_at = now()
                        returning
                        """ + COLUMNS)
                        .params(agent, name, mediaType, content, sha256(content))
                        .query(AgentDocument.class)
                        .single());
    }

    /** The same, told to the log; the agent's next call knows of it. */
    AgentDocument put(UUID org, UUID agent, String name, String mediaType, byte[] content, AuditLog audit) {
        return tenancy.within(org, sql -> {
            AgentDocument kept = put(org, agent, name, mediaType, content);
            touch(sql, agent);
            audit.record(
                    org,
                    new Change(
                            "document.put",
                            "agent",
                            agent.toString(),
                            Map.of("document", kept.id().toString(), "sha256", kept.sha256())));
            return kept;
        });
    }

    /** Deletes one; false where the agent has none of this id. */
    boolean delete(UUID org, UUID agent, UUID document, AuditLog audit) {
        return tenancy.within(org, sql -> {
            boolean known = sql.sql("delete from documents where id = ? and agent_id = ?")
                            .params(document, agent)
                            .update()
                    > 0;
            if (known) {
                touch(sql, agent);
                audit.record(
                        org,
                        new Change(
                                "document.deleted",
                                "agent",
                                agent.toString(),
                                Map.of("document", document.toString())));
            }
            return known;
        });
    }

    private static void touch(JdbcClient sql, UUID agent) {
        sql.sql("update agents set updated_at = clock_timestamp() where id = ?")
                .param(agent)
                .update();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
