package io.antiphon.control.webhooks;

import java.net.URI;
import java.util.Map;

/** Takes a message to an address and brings the answer. */
@FunctionalInterface
public interface Post {
    /**
     * Sends one by POST; blocks until the whole answer is here.
     *
     * @param body JSON
     * @throws Unanswered where there is none in time, or the address may not be asked
     */
    Answer send(URI url, Map<String, String> headers, String body) throws Unanswered, InterruptedException;

    /**
     * What came back.
     *
     * @param status of HTTP
     * @param beginning of the body, 1024 bytes at most
     */
    record Answer(int status, String beginning) {}

    /** Nothing came back; the message says why, in a few words without the address. */
    final class Unanswered extends Exception {
        private static final long serialVersionUID = 1L;

        public Unanswered(String why) {
            super(why);
        }
    }
}
