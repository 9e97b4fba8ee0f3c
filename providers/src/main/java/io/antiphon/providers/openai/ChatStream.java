package io.antiphon.providers.openai;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.providers.wire.Arrivals;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the lines of one response into an answer: server-sent events (WHATWG HTML §9.2.6) as far as chat endpoints send
 * them, and what they send in place of them. Belongs to the thread that waits.
 */
final class ChatStream {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DONE = "[DONE]";
    private static final int MOST_OF_AN_ERROR = 64 * 1024;

    /** For the token counts, and for the end of the body so that the connection can be used again. */
    private static final Duration AFTER_THE_END = Duration.ofMillis(300);

    private final Arrivals arrivals;
    private final ChatEndpoint.Timeouts timeouts;
    private final Failures failures;
    private final ChatAnswer answer;
    private final StringBuilder event = new StringBuilder();
    private final StringBuilder plain = new StringBuilder();
    private Arrivals.Head head = new Arrivals.Head(0, "", HttpHeaders.of(Map.of(), (name, value) -> true));
    private boolean done;
    private long deadline;

    ChatStream(Arrivals arrivals, ChatEndpoint.Timeouts timeouts, Failures failures, ChatAnswer answer) {
        this.arrivals = arrivals;
        this.timeouts = timeouts;
        this.failures = failures;
        this.answer = answer;
        this.deadline = System.nanoTime() + timeouts.firstToken().toNanos();
    }

    void read() throws ProviderFailure, InterruptedException {
        while (!done) {
            var arrival = arrivals.await(deadline);
            if (arrival == null) {
                if (answer.isFinished()) {
                    break;
                }
                throw failures.late(
                        answer.hasBegun()
                                ? "nothing more came for " + timeouts.idle()
                                : "nothing came within " + timeouts.firstToken());
            }
            if (!goesOn(arrival)) {
                break;
            }
        }
        answer.complete();
        awaitEnd();
    }

    private boolean goesOn(Arrivals.Arrival arrival) throws ProviderFailure, InterruptedException {
        switch (arrival) {
            case Arrivals.Head started -> head = started;
            case Arrivals.Line line -> take(line.text());
            case Arrivals.End end -> {
                finish();
                return false;
            }
            case Arrivals.Broken broken -> {
                if (!answer.isFinished()) {
                    throw failures.unreachable(broken.why());
                }
                return false;
            }
        }
        return true;
    }

    private void take(String line) throws ProviderFailure, InterruptedException {
        String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (isPlain(text)) {
            if (plain.length() < MOST_OF_AN_ERROR) {
                plain.append(text).append('\n');
            }
        } else if (text.isEmpty()) {
            dispatch();
        } else if (text.startsWith("data:")) {
            if (isComplete(event)) {
                // Some leave out the empty line between two events.
                dispatch();
            }
            event.append(event.isEmpty() ? "" : "\n")
                    .append(text.substring("data:".length()).strip());
        }
    }

    /** A body that is no stream: an error, or the whole answer at once. */
    private boolean isPlain(String line) {
        return head.status() >= 300
                || head.contentType().contains("json")
                || !plain.isEmpty()
                || line.startsWith("{")
                || line.startsWith("[");
    }

    private static boolean isComplete(CharSequence event) {
        if (event.isEmpty()) {
            return false;
        }
        if (event.toString().equals(DONE)) {
            return true;
        }
        try {
            return JSON.readTree(event.toString()).isObject();
        } catch (JacksonException partial) {
            return false;
        }
    }

    private void dispatch() throws ProviderFailure, InterruptedException {
        String data = event.toString();
        event.setLength(0);
        if (data.isEmpty()) {
            return;
        }
        if (data.equals(DONE)) {
            done = true;
            return;
        }
        answer.take(parsed(data));
        Duration next = answer.isFinished() ? AFTER_THE_END : answer.hasBegun() ? timeouts.idle() : null;
        if (next != null) {
            deadline = System.nanoTime() + next.toNanos();
        }
    }

    private JsonNode parsed(String json) throws ProviderFailure {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException unreadable) {
            // Told below, without the text.
        }
        throw failures.unreadable("sent something that is not a chat completion: check the base URL");
    }

    private void finish() throws ProviderFailure, InterruptedException {
        if (head.status() >= 300) {
            throw failures.status(
                    head.status(),
                    plain.toString(),
                    head.headers().firstValue("retry-after").orElse(""));
        }
        dispatch();
        if (!plain.isEmpty()) {
            answer.take(parsed(plain.toString()));
        }
        if (!done && !answer.isFinished()) {
            throw answer.hasBegun()
                    ? failures.late("the answer broke off before its end")
                    : failures.unreadable("sent an empty answer");
        }
    }

    private void awaitEnd() throws InterruptedException {
        long latest = System.nanoTime() + AFTER_THE_END.toNanos();
        for (var arrival = arrivals.await(latest); arrival != null; arrival = arrivals.await(latest)) {
            if (arrival instanceof Arrivals.End || arrival instanceof Arrivals.Broken) {
                return;
            }
        }
    }
}
