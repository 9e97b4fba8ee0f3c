package io.antiphon.providers.openai;

/**
 * Takes a reasoning model's thoughts out of an answer that starts with them, between {@code <think>} and {@code
 * </think>}, as some servers send them among the words.
 */
final class Thoughts {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final StringBuilder held = new StringBuilder();
    private State state = State.START;

    private enum State {
        START,
        THINKING,
        SPEAKING
    }

    /** What may be spoken now; the beginning is held back while it may become the mark. */
    String without(String words) {
        if (state == State.SPEAKING) {
            return words;
        }
        held.append(words);
        if (state == State.START) {
            String start = held.toString().stripLeading();
            if (start.startsWith(OPEN)) {
                state = State.THINKING;
            } else if (!OPEN.startsWith(start)) {
                return rest();
            }
        }
        int end = held.indexOf(CLOSE);
        if (state == State.THINKING && end >= 0) {
            held.delete(0, end + CLOSE.length());
            return rest().stripLeading();
        }
        return "";
    }

    /** What was held back, at the answer's end. */
    String rest() {
        String rest = state == State.THINKING && held.indexOf(OPEN) >= 0 ? "" : held.toString();
        held.setLength(0);
        state = State.SPEAKING;
        return rest;
    }
}
