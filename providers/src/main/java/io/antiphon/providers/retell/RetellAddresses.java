package io.antiphon.providers.retell;

import io.antiphon.providers.wire.Query;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where Retell reaches this server.
 *
 * @param base the server's public address, with the path of a proxy where there is one
 */
public record RetellAddresses(URI base) {
    /** Path of Retell's webhook. */
    public static final String WEBHOOK = "/api/retell/webhook";

    /** Path at which Retell asks for words, without its token. */
    public static final String WORDS = "/ws/retell/llm/";

    /** Where Retell tells of calls. */
    public String webhook() {
        return Query.http(trimmed(), WEBHOOK).uri().toString();
    }

    /**
     * Where Retell asks for an agent's words: {@code wss} where the base is {@code https}. Retell puts its name for the call
     * at the end of the path, and keeps the query.
     *
     * @param token all that keeps others out
     * @param agent name of the agent that is to answer; null for the default one
     */
    public String words(String token, @Nullable String agent) {
        Query query = Query.socket(trimmed(), WORDS + token);
        return (agent == null ? query : query.with("agent", agent)).uri().toString();
    }

    private URI trimmed() {
        return URI.create(base.toString().replaceFirst("/+$", ""));
    }
}
