package io.antiphon.server.load;

/**
 * What is to be measured.
 *
 * @param calls at the same time
 * @param seconds measured, after the warm-up
 * @param line how the callers come in
 * @param delays what the providers take
 */
public record LoadPlan(int calls, int seconds, Way line, Delays delays) {
    public LoadPlan {
        require(calls >= 1 && calls <= 5000, "--calls must lie between 1 and 5000, not " + calls);
        require(seconds >= 5 && seconds <= 3600, "--seconds must lie between 5 and 3600, not " + seconds);
    }

    /** How callers come in. */
    public enum Way {
        /** A line in memory, 8 kHz, kept in time by the real pacer. */
        none,
        /** WebSockets of the browser protocol on the loopback interface, 16 kHz. */
        browser,
        /** WebSockets of Twilio's Media Streams on the loopback interface, 8 kHz µ-law. */
        twilio
    }

    /**
     * What providers take, in milliseconds.
     *
     * @param stt from the end of the caller's speech to the recogniser's final words
     * @param ttft from the question to the model's first token
     * @param token between two tokens
     * @param ttfb from a sentence to its first sound
     * @param endpointing silence that ends the caller's turn
     */
    public record Delays(int stt, int ttft, int token, int ttfb, int endpointing) {
        public Delays {
            require(stt >= 0 && stt <= 2000, "--stt-ms must lie between 0 and 2000, not " + stt);
            require(ttft >= 0 && ttft <= 1000, "--ttft-ms must lie between 0 and 1000, not " + ttft);
            require(token >= 0 && token <= 100, "--token-ms must lie between 0 and 100, not " + token);
            require(ttfb >= 0 && ttfb <= 1000, "--ttfb-ms must lie between 0 and 1000, not " + ttfb);
            require(
                    endpointing >= 100 && endpointing <= 2000,
                    "--endpointing-ms must lie between 100 and 2000, not " + endpointing);
        }

        /** The shortest wait that these delays allow when each begins as soon as the one before it has ended. */
        public int floor() {
            return Math.max(endpointing, stt) + ttft + (Answer.FIRST_TOKENS - 1) * token + ttfb;
        }

        /** The shortest wait of an engine that begins to answer before the caller's turn is known to be over. */
        public int floorGuessing() {
            return Math.max(endpointing, stt + ttft + (Answer.FIRST_TOKENS - 1) * token + ttfb);
        }

        /** How {@link #floor} comes about. */
        public String formula() {
            return "max(endpointing " + endpointing + ", stt " + stt + ") + ttft " + ttft + " + "
                    + (Answer.FIRST_TOKENS - 1) + " more tokens of the first sentence x " + token + " + ttfb " + ttfb
                    + " = " + floor() + " ms";
        }
    }

    private static void require(boolean fine, String otherwise) {
        if (!fine) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
