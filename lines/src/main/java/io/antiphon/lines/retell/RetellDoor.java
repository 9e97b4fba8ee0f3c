package io.antiphon.lines.retell;

import io.antiphon.lines.Door;
import io.antiphon.lines.Pacer;
import io.antiphon.lines.Socket;
import io.antiphon.lines.SocketListener;
import io.antiphon.ports.line.TextReception;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where Retell asks for an agent's words: its <a href="https://docs.retellai.com/api-references/llm-websocket">LLM
 * WebSocket</a>, of which we are the server. Retell appends its name for the call to the path of the address that its
 * agent has, and keeps the query: {@code agent} or {@code agent_id} names ours. What else is to be known comes with the
 * call's details: {@code metadata.agent} goes before the query, {@code metadata.antiphon_call_id} names a call that we
 * placed, and {@code retell_llm_dynamic_variables} are the prompt's variables.
 */
public final class RetellDoor implements Door {
    /** The part of the path in which Retell names the call. */
    public static final String CALL = "retell_call_id";

    private static final int OUTBOX_BYTES = 256 * 1024;
    /** Each message holds the whole talk, word by word: hours of it. */
    private static final int MESSAGE_BYTES = 4 * 1024 * 1024;

    private final Pacer pacer;
    private final TextReception reception;
    private final Map<String, RetellLine> lines = new ConcurrentHashMap<>();

    /** @param pacer keeps the calls' clocks; outlives them */
    public RetellDoor(Pacer pacer, TextReception reception) {
        this.pacer = pacer;
        this.reception = reception;
    }

    @Override
    public int outboxBytes() {
        return OUTBOX_BYTES;
    }

    @Override
    public int messageBytes() {
        return MESSAGE_BYTES;
    }

    @Override
    public SocketListener connect(Socket socket, Map<String, String> query) {
        String callId = query.getOrDefault(CALL, "");
        var connection = new RetellConnection(socket, callId, query, pacer, lines, reception);
        connection.open();
        return connection;
    }
}
