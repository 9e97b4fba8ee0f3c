package io.antiphon.testkit.retell;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Retell's end of one call in words: it opens an agent's LLM WebSocket, tells what the caller says, and takes what the
 * agent is to say, as its <a href="https://docs.retellai.com/api-references/llm-websocket">documentation</a> has it. What
 * has a field of the wrong type, or answers a request that is over, falls on the floor without a word.
 */
public final class RetellCaller implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SECONDS = 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final Map<String, String> headers;
    private final ObjectNode call;
    private final ArrayNode transcript = JsonNodeFactory.instance.arrayNode();
    private final BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();
    private WebSocket socket;
    private CompletableFuture<Integer> closed = new CompletableFuture<>();
    private int request;
    private double seconds;

    /**
     * What an agent gave for one request.
     *
     * @param chunks its words as they came
     */
    public record Answer(List<String> chunks, boolean endsCall) {
        public Answer {
            chunks = List.copyOf(chunks);
        }

        public String text() {
            return String.join("", chunks).strip();
        }
    }

    private RetellCaller(URI llmWebsocketUrl, Map<String, String> headers, ObjectNode call) {
        this.address = address(llmWebsocketUrl, call.path("call_id").asString());
        this.headers = Map.copyOf(headers);
        this.call = call;
        this.socket = dial();
    }

    /**
     * Begins a call.
     *
     * @param llmWebsocketUrl of the agent's response engine
     * @param headers that Retell itself would not send, for a server that lets programs in by a key
     * @param call Retell's call object; {@code call_id} at least
     */
    public static RetellCaller begin(URI llmWebsocketUrl, Map<String, String> headers, ObjectNode call) {
        var caller = new RetellCaller(llmWebsocketUrl, headers, call);
        caller.introduce();
        return caller;
    }

    /** The call's name goes to the end of the path, before the query. */
    private static URI address(URI url, String callId) {
        String text = url.toString();
        int query = text.indexOf('?');
        String path = query < 0 ? text : text.substring(0, query);
        return URI.create((path.endsWith("/") ? path : path + "/") + callId + (query < 0 ? "" : text.substring(query)));
    }

    private WebSocket dial() {
        var builder = client.newWebSocketBuilder();
        headers.forEach(builder::header);
        closed = new CompletableFuture<>();
        return builder.buildAsync(address, new Ear(closed)).join();
    }

    /** The agent's side says what it wants to be told, and is told. */
    private void introduce() {
        JsonNode config = next("config").path("config");
        if (config.path("call_details").asBoolean(false)) {
            send(message("call_details").set("call", call));
        }
    }

    /** What the agent says first; the caller hears all of it. */
    public Answer hearsGreeting() {
        return heard(answer(0));
    }

    /** The caller says something, and it is the agent's turn. */
    public RetellCaller says(String words) {
        utter("user", words);
        update("user_turn");
        return wants("response_required");
    }

    /** The caller has more to say than was thought: what they said last grows. */
    public RetellCaller goesOn(String words) {
        ObjectNode last = (ObjectNode) transcript.get(transcript.size() - 1);
        String all = last.path("content").asString() + " " + words;
        transcript.remove(transcript.size() - 1);
        utter("user", all);
        return wants("response_required");
    }

    /** The caller has been silent for long. */
    public RetellCaller isSilent() {
        return wants("reminder_required");
    }

    private RetellCaller wants(String type) {
        ObjectNode message = message(type);
        message.put("response_id", ++request);
        message.set("transcript", transcript.deepCopy());
        send(message);
        return this;
    }

    private void update(String turn) {
        ObjectNode message = message("update_only");
        message.set("transcript", transcript.deepCopy());
        message.put("turntaking", turn);
        send(message);
    }

    /** All of the answer to the newest request, which the caller hears. */
    public Answer hears() {
        return heard(answer(request));
    }

    /** As {@link #hears}, but the caller hears only the first words of it. */
    public Answer hearsOnly(int words) {
        Answer whole = answer(request);
        String[] all = whole.text().split(" ");
        utter("agent", String.join(" ", List.of(all).subList(0, Math.min(words, all.length))));
        update("user_turn");
        return whole;
    }

    private Answer heard(Answer answer) {
        if (!answer.text().isEmpty()) {
            utter("agent", answer.text());
            update("agent_turn");
        }
        return answer;
    }

    private Answer answer(int wanted) {
        List<String> chunks = new ArrayList<>();
        while (true) {
            JsonNode message = next("response");
            boolean usable = message.path("response_id").isInt()
                    && message.path("content").isString()
                    && message.path("content_complete").isBoolean();
            if (usable && message.path("response_id").asInt() == wanted) {
                if (!message.path("content").asString().isEmpty()) {
                    chunks.add(message.path("content").asString());
                }
                if (message.path("content_complete").asBoolean()) {
                    return new Answer(chunks, message.path("end_call").asBoolean(false));
                }
            }
        }
    }

    /** The next message of this type; those before it are passed over. */
    public JsonNode next(String type) {
        try {
            while (true) {
                JsonNode message = told.poll(SECONDS, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("the agent sends no " + type);
                }
                if (message.path("response_type").asString("response").equals(type)) {
                    return message;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("stopped", stopped);
        }
    }

    /** Asks for a sign of life, and gives what comes back. */
    public long pings(long timestamp) {
        send(message("ping_pong").put("timestamp", timestamp));
        return next("ping_pong").path("timestamp").asLong();
    }

    /** Sends a text as it stands. */
    public void sends(String text) {
        socket.sendText(text, true).join();
    }

    /** The socket breaks, and Retell comes again. */
    public void breaksAndComesAgain() {
        socket.abort();
        socket = dial();
        introduce();
    }

    /** The caller hangs up. */
    public void hangsUp() {
        socket.sendClose(1000, "call ended").join();
    }

    /** With which code the agent's side closes. */
    public int closeCode() throws Exception {
        return closed.get(SECONDS, TimeUnit.SECONDS);
    }

    private void utter(String role, String words) {
        ObjectNode utterance = transcript.addObject();
        utterance.put("role", role).put("content", words);
        ArrayNode each = utterance.putArray("words");
        for (String word : words.split(" ")) {
            each.addObject().put("word", word).put("start", seconds).put("end", seconds + 0.25);
            seconds += 0.3;
        }
    }

    private static ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("interaction_type", type);
    }

    private void send(JsonNode message) {
        socket.sendText(message.toString(), true).join();
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();
        private final CompletableFuture<Integer> over;

        Ear(CompletableFuture<Integer> over) {
            this.over = over;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                told.add(JSON.readTree(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            over.complete(code);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            over.complete(1006);
        }
    }
}
